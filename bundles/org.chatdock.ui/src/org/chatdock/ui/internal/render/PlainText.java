// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import java.util.StringJoiner;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.Message;

/** A message with an attachment as text: what it says, and the addresses. */
final class PlainText {
    private PlainText() {
    }

    static String of(Message message) {
        StringJoiner lines = new StringJoiner("\n");
        Attachment attachment = message.attachment();
        for (String part : new String[] { message.content(), attachment.pictureUrl(), attachment.fileUrl() }) {
            if (!part.isBlank()) {
                lines.add(part);
            }
        }
        return lines.toString();
    }
}
