// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.guest;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.chatdock.api.message.Message;

/** An order as the shop puts it into a message. Whatever the shop left out is empty. */
record Order(String number, String items, String sum) {
    static final String TYPE = "order";

    static Order of(Message message) {
        Map<String, Object> extra = message.extra();
        String items = extra.get("Items") instanceof List<?> list ? list.stream()
                .map(item -> item instanceof Map<?, ?> map ? word(map.get("Count")) + " \u00d7 " + word(map.get("Name"))
                        : word(item))
                .collect(Collectors.joining("\n")) : "";
        String sum = word(extra.get("Amount")) + ' ' + word(extra.get("Currency")) + "  " + word(extra.get("Status"));
        return new Order(word(extra.get("OrderNo")), items, sum.strip());
    }

    private static String word(Object value) {
        String word = value instanceof String || value instanceof Number ? value.toString() : "";
        return word.length() > 200 ? word.substring(0, 200) + "\u2026" : word;
    }

    String title() {
        return ("Order " + number).strip();
    }

    String text() {
        return (title() + '\n' + items + '\n' + sum).replace("\n\n", "\n").strip();
    }
}
