// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.StoredMessage;
import org.eclipse.osgi.util.NLS;

/** A message as one line. */
public final class Preview {
    private static final int LONGEST = 200;

    private Preview() {
    }

    /** One line for the inbox, with the prefix of the agent's own messages. */
    public static String of(StoredMessage stored) {
        String line = stored.recalled() ? Messages.Message_recalled : line(stored.message(), stored.understood());
        boolean own = SenderType.AGENT.equals(stored.message().fromType());
        return own ? NLS.bind(Messages.Preview_you, line) : line;
    }

    public static String line(Message message, boolean understood) {
        if (!understood) {
            return NLS.bind(Messages.Preview_other, message.type());
        }
        return switch (message.type()) {
            case MessageType.TEXT, MessageType.EVENT -> oneLine(message.content());
            case MessageType.IMAGE -> with(Messages.Preview_image, message.content());
            case MessageType.FILE -> with(Messages.Preview_file, FileName.of(message));
            case MessageType.VOICE -> Messages.Preview_voice;
            case MessageType.VIDEO -> Messages.Preview_video;
            case MessageType.LINK -> with(Messages.Preview_link, message.content());
            default -> with(NLS.bind(Messages.Preview_other, message.type()), message.content());
        };
    }

    private static String with(String kind, String text) {
        String line = oneLine(text);
        return line.isEmpty() ? kind : kind + ' ' + line;
    }

    private static String oneLine(String text) {
        String head = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return head.replaceAll("\\s+", " ").strip();
    }
}
