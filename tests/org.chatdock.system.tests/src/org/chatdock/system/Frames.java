// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

/** Frames that a test pushes by itself. */
final class Frames {
    private Frames() {
    }

    static String of(String type, String id, String conversation) {
        return "{\"MsgId\":\"" + id + "\",\"GroupId\":\"" + conversation + "\",\"From\":\"" + conversation
                + "\",\"To\":\"demo_lin\",\"FromType\":\"user\",\"MsgType\":\"" + type
                + "\",\"Content\":\"content of " + id
                + "\",\"MsgTime\":1763800000}";
    }

    static String text(String id, String conversation) {
        return of("text", id, conversation);
    }

    /** @param seconds its MsgTime */
    static String text(String id, String conversation, long seconds) {
        return text(id, conversation).replace("1763800000", Long.toString(seconds));
    }

    static String order(String id, String conversation) {
        return of("order", id, conversation);
    }
}
