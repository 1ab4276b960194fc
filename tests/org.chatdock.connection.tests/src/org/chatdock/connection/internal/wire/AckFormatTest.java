// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.chatdock.api.message.Message;
import org.chatdock.testkit.Messages;
import org.junit.jupiter.api.Test;

class AckFormatTest {
    private static final Object ABSENT = new Object();
    private static final List<String> KEYS = List.of("MsgId", "GroupId", "From", "To");

    private static Message decoded(String frame) {
        return new FrameDecoder(Clock.systemUTC()).decode(ByteBuffer.wrap(frame.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
    }

    @Test
    void sixFieldsAndFiveSeparators() {
        assertEquals("m1|ann|ann|corp_agent|1767322800123|newTextMessage",
                AckFormat.text(Messages.fromCustomer("ann", "m1"), 1_767_322_800_123L, "newTextMessage"));
    }

    @Test
    void absentFieldsStayEmptyAndADerivedIdDoesToo() {
        assertEquals("||||5|h", AckFormat.text(decoded("{}"), 5, "h"));
    }

    /** The seed: {@code [MsgId, GroupId, From, To, Date.now(), name].join('|')}; null and undefined become nothing. */
    private static String join(List<?> values) {
        return values.stream().map(value -> value == null || value == ABSENT ? "" : value.toString())
                .collect(Collectors.joining("|"));
    }

    private static Object anyValue(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> ABSENT;
            case 1 -> null;
            case 2 -> "";
            case 3 -> random.nextLong();
            case 4 -> "客户-" + random.nextInt(1000) + " | é";
            default -> "id" + random.nextInt();
        };
    }

    @Test
    void everyFrameIsAcknowledgedAsTheSeedsJoinWouldDoIt() {
        Random random = new Random(42);
        for (int i = 0; i < 2_000; i++) {
            List<Object> values = new ArrayList<>();
            List<String> fields = new ArrayList<>();
            for (String key : KEYS) {
                Object value = anyValue(random);
                values.add(value);
                if (value != ABSENT) {
                    fields.add('"' + key + "\":" + (value instanceof String ? '"' + value.toString() + '"' : value));
                }
            }
            long now = random.nextLong(2_000_000_000_000L);
            values.add(now);
            values.add("newTextMessage");

            assertEquals(join(values),
                    AckFormat.text(decoded('{' + String.join(",", fields) + '}'), now, "newTextMessage"));
        }
    }
}
