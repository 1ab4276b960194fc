// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.time.Instant;
import java.util.Map;
import java.util.Random;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.message.SenderType;

/**
 * Messages to be stored: 345 bytes as a frame on average, English and Chinese, 1 in 100 late, 1 in 100 a second
 * delivery. The same number gives the same message, in whatever order they are asked for.
 */
final class StoreMessages {
    /** The conversation that gets one in five, if there is a big one. */
    static final ConversationId BIG = new ConversationId("big");
    /** Two characters that no phrase has. */
    static final String NEEDLE = "\u4E8C\u4E03";

    private static final int BIG_ONE_IN = 5;
    private static final long FIRST_ID = 7_000_000_000_000_000_000L;
    private static final long FIRST_SECOND = 1_760_000_000L;
    private static final int A_SECOND_HOLDS = 200;
    private static final int LATEST_SECONDS = 300;
    private static final int FARTHEST_REPEAT = 1_000;
    private static final int ONE_IN = 100;
    private static final int AVERAGE_CONTENT_BYTES = 173;
    private static final String[] PHRASES = { "Good morning, I have a question about my order. ",
            "您好，我想问一下我的订单什么时候发货？", "The parcel came today, but one part is missing. ",
            "收到的杯子有一个裂了，可以换一个新的吗？", "Could you please send me the invoice again? ",
            "好的，非常感谢，麻烦您了。", "No, the other address is the right one: 12 Canal Street. ",
            "我昨天已经付款了，但是页面上还显示未付款。" };
    private static final int AVERAGE_PHRASE_BYTES = 53;

    private final int users;
    private final boolean big;
    private final int needleOneIn;

    StoreMessages(int users, boolean big) {
        this(users, big, Integer.MAX_VALUE);
    }

    /** {@code needleOneIn}: so many messages have one with {@link #NEEDLE}. */
    StoreMessages(int users, boolean big, int needleOneIn) {
        this.users = users;
        this.big = big;
        this.needleOneIn = needleOneIn;
    }

    /** What comes as number so and so: maybe an earlier one again. */
    Message get(long number) {
        Random random = random(number);
        boolean repeat = number >= FARTHEST_REPEAT && random.nextInt(ONE_IN) == 0;
        return repeat ? first(number - 1 - random.nextInt(FARTHEST_REPEAT - 1)) : first(number);
    }

    /** A message with the time of another number: one that comes very late. */
    Message late(long number, long timeOf) {
        return message(number, FIRST_SECOND + timeOf / A_SECOND_HOLDS);
    }

    /** A message in the conversation of a user. */
    Message inConversation(long number, int user) {
        return message(number, new ConversationId("u" + user), FIRST_SECOND + number / A_SECOND_HOLDS);
    }

    private Message first(long number) {
        boolean late = random(~number).nextInt(ONE_IN) == 0;
        return message(number, FIRST_SECOND + number / A_SECOND_HOLDS
                - (late ? 1 + random(~number).nextInt(LATEST_SECONDS) : 0));
    }

    private Message message(long number, long second) {
        return message(number, conversation(number), second);
    }

    private Message message(long number, ConversationId conversation, long second) {
        Random random = random(number ^ 0x5555_5555);
        int wanted = random.nextInt(2 * AVERAGE_CONTENT_BYTES);
        StringBuilder content = new StringBuilder();
        for (int length = 0; length < wanted; length += AVERAGE_PHRASE_BYTES) {
            content.append(PHRASES[random.nextInt(PHRASES.length)]);
        }
        if (number % needleOneIn == 0) {
            content.append(NEEDLE);
        }
        return new Message(new MessageId(id(number)), conversation, conversation.value(), "lin", SenderType.USER,
                MessageType.TEXT, content.toString(), Attachment.NONE, Instant.ofEpochSecond(second), Map.of());
    }

    private static String id(long number) {
        return String.valueOf(FIRST_ID + number);
    }

    /** The id of a message of the big conversation, near a number. */
    MessageId idInBig(long number) {
        long near = number;
        while (!conversation(near).equals(BIG)) {
            near++;
        }
        return new MessageId(id(near));
    }

    private ConversationId conversation(long number) {
        Random random = random(number * 31);
        boolean inBig = big && random.nextInt(BIG_ONE_IN) == 0;
        return inBig ? BIG : new ConversationId("u" + random.nextInt(users));
    }

    /** Neighbouring seeds would give neighbouring numbers. */
    private static Random random(long number) {
        return new Random(number * 0x9E3779B97F4A7C15L);
    }
}
