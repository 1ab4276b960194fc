// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.tests;

import java.util.List;

/**
 * A frame, and what the seed makes of it.
 *
 * @param frame the text on the wire
 * @param ids MsgId, GroupId, From and To as JavaScript joins them: absent is empty
 * @param name the handler's name, empty if no handler matches
 */
record Sample(String frame, List<String> ids, String name) {
    static final List<String> TYPES = List.of("text", "image", "file", "voice", "video", "link", "event");

    static Sample of(String type, String id) {
        return new Sample("{\"MsgId\":\"" + id + "\",\"GroupId\":\"wm1\",\"From\":\"wm1\",\"To\":\"c_u\","
                + "\"FromType\":\"user\","
                + "\"MsgType\":\"" + type + "\",\"Content\":\"content of " + id + "\",\"MsgTime\":1763800000}",
                List.of(id, "wm1", "wm1", "c_u"), nameOf(type));
    }

    static Sample odd(String frame, String type, String id, String group, String from, String to) {
        return new Sample(frame, List.of(id, group, from, to), nameOf(type));
    }

    private static String nameOf(String type) {
        return TYPES.contains(type)
                ? "new" + Character.toUpperCase(type.charAt(0)) + type.substring(1) + "Message" : "";
    }

    /** The seed's {@code [MsgId, GroupId, From, To, Date.now(), name].join('|')}. */
    String ack(String millis) {
        return String.join("|", ids) + "|" + millis + "|" + name;
    }
}
