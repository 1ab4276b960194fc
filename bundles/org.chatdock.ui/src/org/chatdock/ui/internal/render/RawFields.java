// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

import org.chatdock.api.message.Message;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.osgi.util.NLS;

/** The fields of a message that nobody understands, in readable form. */
final class RawFields {
    private static final int MOST = 20;
    private static final int LONGEST = 300;

    private final Message message;

    RawFields(Message message) {
        this.message = message;
    }

    String title() {
        return message.type().isBlank() ? Messages.Unknown_untyped : NLS.bind(Messages.Unknown_title, message.type());
    }

    String lines() {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, Messages.Unknown_text, message.content());
        put(fields, "KfPicUrl", message.attachment().pictureUrl());
        put(fields, "KfFileUrl", message.attachment().fileUrl());
        put(fields, "MediaId", message.attachment().mediaId());
        message.extra().forEach((key, value) -> put(fields, key, String.valueOf(value)));
        StringJoiner lines = new StringJoiner("\n");
        fields.entrySet().stream().limit(MOST).forEach(field -> lines.add(field.getKey() + ": " + field.getValue()));
        return fields.size() > MOST ? lines.add("\u2026").toString() : lines.toString();
    }

    private static void put(Map<String, String> fields, String key, String value) {
        if (!value.isBlank()) {
            fields.put(key, value.length() > LONGEST ? value.substring(0, LONGEST) + "\u2026" : value.strip());
        }
    }
}
