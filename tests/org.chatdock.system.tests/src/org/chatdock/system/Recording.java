// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What a gateway may send, and what none should: the same frames whenever the seed is the same. In one wave a frame may
 * come a second time; more often it comes again in a later one.
 */
final class Recording {
    private static final List<String> GROUPS = List.of("\"wm1\"", "\"wm2\"", "9007199254740993", "\"9007199254740993\"",
            "18446744073709551615", "-1", "0", "\"a|b\"", "\"|\"", "\"客户 王\"", "\"\\u5ba2\\u6237\"", "\"😀\"",
            "\"\\ud83d\\ude00\"", "\"line\\nbreak\\u0000\"", "\"\"", "null");
    private static final List<String> PEOPLE = List.of("\"demo_lin\"", "\"ann\"", "7", "123456789012345678901234567890",
            "\"x|y|z\"", "\"|\"", "\"\\\"quoted\\\\\"", "\"\\/\"", "\"王\"", "\"\"", "null");
    private static final List<String> TYPES = List.of("\"text\"", "\"text\"", "\"text\"", "\"t\\u0065xt\"", "\"image\"",
            "\"file\"", "\"voice\"", "\"video\"", "\"link\"", "\"event\"", "\"order\"", "\"coupon\"", "\"Text\"",
            "\"text \"", "\"|\"", "\"\"", "null");
    private static final List<String> SENDERS = List.of("\"user\"", "\"agent\"", "\"system\"", "\"robot\"", "\"\"",
            "null");
    private static final List<String> TIMES = List.of("1763800000", "1763800000123", "\"1763800000\"",
            "\"1763800000123\"", "\" 1763800000 \"", "1763800000.5", "1.7638e9", "\"yesterday\"", "-5", "0", "\"\"",
            "null", "true", "99999999999999999999999999", "{\"seconds\":1}", "[1763800000]",
            "1e999999999", "1e-999999999");
    private static final List<String> EXTRAS = List.of("\"vip\":true", "\"vip\":false", "\"vip\":\"no\"",
            "\"vip\":null", "\"nested\":{\"MsgId\":\"inner\",\"MsgType\":\"text\",\"vip\":true}",
            "\"list\":[1,\"text\",{\"GroupId\":9}]",
            "\"msgid\":\"lower\"", "\"groupId\":5", "\"handler\":\"newTextMessage\"", "\"\":\"\"", "\"price\":12.50",
            "\"level\":1e999999999", "\"level\":18446744073709551616");
    private static final List<String> NO_MESSAGES = List.of("", " ", "pong", "ping", "hello", "null", "true", "0",
            "-1.5e3", "\"text\"", "[]", "[{\"MsgId\":\"in-a-list\",\"MsgType\":\"text\"}]", "{", "}",
            "{\"MsgId\":\"cut-off\",\"Msg", "{\"MsgId\":\"cut-off\",\"MsgType\":\"text\"",
            "{\"MsgId\":\"after\",\"MsgType\":\"text\"} x",
            "{\"MsgId\":\"two\",\"MsgType\":\"text\"}{\"MsgId\":\"too\",\"MsgType\":\"text\"}",
            "{'MsgId':'single','MsgType':'text'}", "{MsgId:\"bare\",MsgType:\"text\"}",
            "{\"MsgId\":\"comma\",\"MsgType\":\"text\",}", "{\"MsgId\":007,\"MsgType\":\"text\"}",
            "{\"MsgId\":+1,\"MsgType\":\"text\"}", "{\"MsgId\":\"bad \\x escape\",\"MsgType\":\"text\"}",
            "1|2|3|4|5|newTextMessage", "<xml/>", "// {}", "{\"MsgId\":NaN,\"MsgType\":\"text\"}", "客户");

    private final Random random;
    private final List<String> earlier = new ArrayList<>();
    private int count;

    Recording(long seed) {
        random = new Random(seed);
    }

    /** The next frames. */
    List<String> wave(int size) {
        List<String> wave = new ArrayList<>();
        while (wave.size() < size) {
            int dice = random.nextInt(100);
            if (dice < 10) {
                wave.add(one(NO_MESSAGES));
            } else if (dice < 18 && !earlier.isEmpty()) {
                wave.add(one(earlier));
            } else if (dice < 20 && !wave.isEmpty()) {
                wave.add(wave.get(wave.size() - 1));
            } else if (dice < 21) {
                wave.add("{}");
            } else {
                wave.add(message());
            }
        }
        earlier.addAll(wave);
        return wave;
    }

    private String message() {
        List<String> fields = new ArrayList<>();
        fields.add("\"Content\":\"第 " + ++count + " \\u0000|\\n\\\"😀\"");
        String id = id();
        // Else nobody could tell from an acknowledgement whose it is.
        List<String> people = id.equals("\"\"") || id.equals("null") ? List.of("\"ann\"") : PEOPLE;
        maybe(100, fields, "MsgId", id);
        maybe(90, fields, "GroupId", one(GROUPS));
        maybe(85, fields, "From", one(people));
        maybe(85, fields, "To", one(people));
        maybe(90, fields, "FromType", one(SENDERS));
        maybe(95, fields, "MsgType", one(TYPES));
        maybe(70, fields, "MsgTime", one(TIMES));
        maybe(20, fields, "msgTime", one(TIMES));
        maybe(20, fields, "KfPicUrl", "\"http://127.0.0.1/p|" + count + ".png\"");
        maybe(20, fields, "MediaId", Integer.toString(count));
        for (int extras = random.nextInt(3); extras > 0; extras--) {
            fields.add(one(EXTRAS));
        }
        Collections.shuffle(fields, random);
        fields.remove("\"MsgId\":null");
        if (random.nextInt(20) == 0 && people == PEOPLE) {
            // The last of equal keys counts.
            fields.add(0, "\"MsgId\":\"not this\"");
            fields.add(0, "\"MsgType\":\"event\"");
        }
        String comma = random.nextInt(5) == 0 ? " ,\n\t" : ",";
        String frame = "{" + String.join(comma, fields) + "}";
        return random.nextInt(10) == 0 ? " \r\n" + frame.replace("\":", "\" : ") + "\n" : frame;
    }

    private void maybe(int percent, List<String> fields, String key, String value) {
        if (random.nextInt(100) < percent) {
            fields.add("\"" + key + "\":" + value);
        }
    }

    /** No two messages have the same, but for those that have none. */
    private String id() {
        return switch (random.nextInt(9)) {
            case 0 -> Long.toString(9_007_199_254_740_992L + count);
            case 1 -> Long.toUnsignedString(-count);
            case 2 -> "-" + (9_223_372_036_854_775_807L - count);
            case 3 -> "12345678901234567890" + count;
            case 4 -> "\"0" + count + "\"";
            case 5 -> "\"消息|" + count + "\"";
            case 6 -> "\"\\u006d\\t" + count + "\"";
            case 7 -> count % 10 == 0 ? "\"\"" : count % 10 == 1 ? "null" : Integer.toString(count);
            default -> "\"m-" + count + "-😀\"";
        };
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
