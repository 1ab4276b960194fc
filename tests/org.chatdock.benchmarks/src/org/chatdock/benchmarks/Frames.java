// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What the gateway will send, made before the clock runs: messages of 100 customers, 345 bytes each on average, English
 * and Chinese, 1 in 100 late, 1 in 100 a second delivery. The same number gives the same messages.
 */
final class Frames {
    static final int CUSTOMERS = 100;

    private static final int PIECE_BYTES = 64 * 1024;
    private static final long FIRST_ID = 7_000_000_000_000_000_000L;
    private static final long FIRST_SECOND = 1_760_000_000L;
    private static final int A_SECOND_HOLDS = 200;
    private static final int LATEST_SECONDS = 300;
    private static final int FARTHEST_REPEAT = 1_000;
    private static final int ONE_IN = 100;
    private static final String[] PHRASES = {"Good morning, I have a question about my order. ",
            "您好，我想问一下我的订单什么时候发货？", "The parcel came today, but one part is missing. ",
            "收到的杯子有一个裂了，可以换一个新的吗？", "Could you please send me the invoice again? ",
            "好的，非常感谢，麻烦您了。", "No, the other address is the right one: 12 Canal Street. ",
            "我昨天已经付款了，但是页面上还显示未付款。"};
    /** What the phrases have to fill, on average, so that a frame has 345 bytes. */
    private static final int AVERAGE_CONTENT_BYTES = 173;

    /** All frames in order, in pieces of 64 KiB that end where a frame ends. */
    private final List<ByteBuffer> pieces = new ArrayList<>();
    private final ByteBuffer[] frames;
    private final byte[][] acknowledgements;
    private final int[] customers;
    private final boolean[] repeats;

    Frames(int count) {
        frames = new ByteBuffer[count];
        acknowledgements = new byte[count][];
        customers = new int[count];
        repeats = new boolean[count];
        Random random = new Random(count);
        for (int i = 0; i < count; i++) {
            int repeated = i < FARTHEST_REPEAT || random.nextInt(ONE_IN) != 0 ? -1 : i - 1 - random.nextInt(
                    FARTHEST_REPEAT - 1);
            if (repeated >= 0) {
                repeats[i] = true;
                frames[i] = place(frames[repeated].duplicate());
                acknowledgements[i] = acknowledgements[repeated];
                customers[i] = customers[repeated];
            } else {
                customers[i] = random.nextInt(CUSTOMERS);
                frames[i] = place(WebSocketPeer.frame(WebSocketPeer.TEXT, payload(i, customers[i], random)));
                acknowledgements[i] = (id(i) + "|" + name(customers[i]) + "|" + name(customers[i]) + "|lin|")
                        .getBytes(StandardCharsets.UTF_8);
            }
        }
        pieces.forEach(ByteBuffer::flip);
    }

    /** Puts a frame behind those before; returns a view of where it is now. */
    private ByteBuffer place(ByteBuffer frame) {
        ByteBuffer piece = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
        if (piece == null || piece.remaining() < frame.remaining()) {
            piece = ByteBuffer.allocateDirect(PIECE_BYTES);
            pieces.add(piece);
        }
        int start = piece.position();
        piece.put(frame);
        return piece.slice(start, piece.position() - start);
    }

    private static byte[] payload(int number, int customer, Random random) {
        long second = FIRST_SECOND + number / A_SECOND_HOLDS
                - (random.nextInt(ONE_IN) == 0 ? 1 + random.nextInt(LATEST_SECONDS) : 0);
        int wanted = random.nextInt(2 * AVERAGE_CONTENT_BYTES);
        StringBuilder content = new StringBuilder();
        int length = 0;
        while (length < wanted) {
            String phrase = PHRASES[random.nextInt(PHRASES.length)];
            content.append(phrase);
            length += phrase.getBytes(StandardCharsets.UTF_8).length;
        }
        return ("{\"MsgId\":\"" + id(number) + "\",\"GroupId\":\"" + name(customer) + "\",\"From\":\"" + name(customer)
                + "\",\"To\":\"lin\",\"FromType\":\"user\",\"MsgType\":\"text\",\"Content\":\"" + content
                + "\",\"MsgTime\":" + second + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static String id(int number) {
        return String.valueOf(FIRST_ID + number);
    }

    private static String name(int customer) {
        return String.format("u%03d", customer);
    }

    int count() {
        return frames.length;
    }

    /** The bytes on the wire of one frame, on average. */
    double averageBytes() {
        return pieces.stream().mapToLong(ByteBuffer::limit).sum() / (double) frames.length;
    }

    int customer(int index) {
        return customers[index];
    }

    /** Whether it is the second delivery of one before. */
    boolean isRepeat(int index) {
        return repeats[index];
    }

    /** The acknowledgement of a frame up to and with the fourth separator. */
    byte[] acknowledgement(int index) {
        return acknowledgements[index];
    }

    /** One frame, ready to be written; a view of its own. */
    ByteBuffer frame(int index) {
        return frames[index].duplicate();
    }

    /** All frames in order, put together to pieces of 64 KiB; views of their own. */
    List<ByteBuffer> pieces() {
        return pieces.stream().map(ByteBuffer::duplicate).toList();
    }
}
