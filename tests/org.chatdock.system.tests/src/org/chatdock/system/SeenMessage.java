// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a frame says, and which acknowledgements it earns, by the rules of the gateway's own client: every handler that
 * wants a message is acknowledged under its name, the six fields as they came. Shares nothing with the product.
 */
final class SeenMessage {
    private static final Map<String, String> STORING = Map.of("text", "newTextMessage", "image", "newImageMessage",
            "file", "newFileMessage", "voice", "newVoiceMessage", "video", "newVideoMessage", "link",
            "newLinkMessage", "event", "newEventMessage", "order", "guestOrder");
    private static final long LARGEST_SECONDS = 100_000_000_000L;

    private final Map<?, ?> fields;

    private SeenMessage(Map<?, ?> fields) {
        this.fields = fields;
    }

    /** Empty if the frame is no message. */
    static Optional<SeenMessage> in(String frame) {
        try {
            return Json.read(frame) instanceof Map<?, ?> fields ? Optional.of(new SeenMessage(fields))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Empty if it is absent. */
    String text(String key) {
        Object value = fields.get(key);
        return value == null ? "" : value instanceof Json.Digits digits ? digits.text() : value.toString();
    }

    /** An acknowledgement without time and name. */
    String head() {
        return text("MsgId") + "|" + text("GroupId") + "|" + text("From") + "|" + text("To");
    }

    /** The handlers that want it and work, in the order in which they run. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        String type = text("MsgType");
        if (Set.of("text", "image", "order").contains(type) && text("FromType").equals("user")) {
            names.add(RecordedTrafficTest.CUSTOMERS);
        }
        if (STORING.containsKey(type)) {
            names.add(STORING.get(type));
        }
        if (Boolean.TRUE.equals(fields.get("vip"))) {
            names.add(RecordedTrafficTest.VIP);
        }
        return names;
    }

    boolean isUnderstood() {
        return STORING.containsKey(text("MsgType"));
    }

    /** By a handler that stores, or because nobody wanted it. */
    boolean isStored() {
        return isUnderstood() || names().isEmpty();
    }

    /** Whether nothing is said about its time. */
    boolean isTimeless() {
        return !fields.containsKey("MsgTime") && !fields.containsKey("msgTime");
    }

    /** In milliseconds, if it is said once and beyond doubt. */
    OptionalLong time() {
        boolean twice = fields.containsKey("MsgTime") && fields.containsKey("msgTime");
        String text = text("MsgTime") + text("msgTime");
        if (twice || !text.matches("[0-9]{1,13}")) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(text);
        return OptionalLong.of(number > LARGEST_SECONDS ? number : number * 1_000);
    }
}
