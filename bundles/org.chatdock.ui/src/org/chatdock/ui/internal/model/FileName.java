// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.Message;

/** The name of a file that a message carries. */
public final class FileName {
    private static final int LONGEST = 120;

    private FileName() {
    }

    /** The text if there is one, else the last part of the address, else words for a file. */
    public static String of(Message message) {
        String content = message.content().strip();
        if (!content.isEmpty() && content.indexOf('\n') < 0 && content.length() <= LONGEST && !Links.isLink(content)) {
            return content;
        }
        String address = content.isEmpty() ? message.attachment().fileUrl() : content;
        String name = lastPart(address.isEmpty() ? message.attachment().fileUrl() : address);
        return name.isEmpty() ? Messages.File_unnamed : name;
    }

    /** The last part of the address; empty if there is none. */
    static String of(Attachment attachment) {
        return lastPart(attachment.pictureUrl().isEmpty() ? attachment.fileUrl() : attachment.pictureUrl());
    }

    private static String lastPart(String address) {
        int end = address.length();
        for (char stop : new char[] { '#', '?' }) {
            int at = address.indexOf(stop);
            end = at < 0 ? end : Math.min(end, at);
        }
        String path = address.substring(0, end);
        try {
            return URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1).replace("+", "%2B"), UTF_8);
        } catch (@SuppressWarnings("unused") IllegalArgumentException notEncoded) {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }
}
