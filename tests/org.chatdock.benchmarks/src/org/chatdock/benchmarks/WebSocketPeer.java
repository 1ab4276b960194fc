// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.benchmarks;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/**
 * A gateway's end of one WebSocket, made by hand and blocking. One thread may read while another one writes.
 */
final class WebSocketPeer implements AutoCloseable {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int LONGEST_CONTROL = 125;
    private static final int TWO_BYTES_FOLLOW = 126;
    private static final int NORMAL = 1_000;
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private int opCode;
    private int length;

    /** Reads the request and answers it. */
    WebSocketPeer(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            need(1);
            head.append((char) in.get());
        }
        String key = head.toString().lines().filter(line -> line.toLowerCase(Locale.ROOT)
                .startsWith("sec-websocket-key:")).map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst().orElseThrow(() -> new IOException("No WebSocket request."));
        write(ByteBuffer.wrap(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1")
                    .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1.", e);
        }
    }

    /** Puts the head of a whole, unmasked frame of less than 64 KiB. */
    static void putHead(ByteBuffer target, int opCode, int length) {
        target.put((byte) (0x80 | opCode));
        if (length <= LONGEST_CONTROL) {
            target.put((byte) length);
        } else {
            target.put((byte) TWO_BYTES_FOLLOW).putShort((short) length);
        }
    }

    void write(ByteBuffer whole) throws IOException {
        while (whole.hasRemaining()) {
            channel.write(whole);
        }
    }

    /** A frame of its own, such as a PONG. */
    static ByteBuffer frame(int opCode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 4);
        putHead(frame, opCode, payload.length);
        return frame.put(payload).flip();
    }

    void writeClose() throws IOException {
        write(frame(CLOSE, ByteBuffer.allocate(2).putShort((short) NORMAL).array()));
    }

    /**
     * Waits for the client's next frame and unmasks it in place.
     *
     * @return a view of its payload, valid until the next call; the buffer has an array
     * @throws IOException if the frame is not what a client may send here: whole, masked, below 64 KiB; or at the end
     */
    ByteBuffer read() throws IOException {
        need(2);
        int first = in.get();
        int second = in.get();
        if ((first & 0xF0) != 0x80 || (second & 0x80) == 0) {
            throw new IOException("A frame is not whole or not masked.");
        }
        opCode = first & 0x0F;
        length = second & 0x7F;
        if (length == TWO_BYTES_FOLLOW) {
            need(2);
            length = in.getShort() & 0xFFFF;
        } else if (length > TWO_BYTES_FOLLOW) {
            throw new IOException("A frame is larger than an acknowledgement can be.");
        }
        need(4 + length);
        int mask = in.getInt();
        byte[] bytes = in.array();
        int start = in.position();
        for (int i = 0; i < length; i++) {
            bytes[start + i] ^= (byte) (mask >>> (24 - 8 * (i & 3)));
        }
        in.position(start + length);
        return ByteBuffer.wrap(bytes, start, length);
    }

    /** Of the frame read last. */
    int opCode() {
        return opCode;
    }

    private void need(int count) throws IOException {
        while (in.remaining() < count) {
            in.compact();
            int got = channel.read(in);
            in.flip();
            if (got < 0) {
                throw new IOException("The client has gone.");
            }
        }
    }

    /** Waits for the client's CLOSE, or for its end. */
    void awaitEnd() {
        try {
            do {
                read();
            } while (opCode != CLOSE);
        } catch (IOException e) {
            // The client may go without a word: everything was counted before.
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
