// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A WebSocket server made by hand on an ephemeral port. The test plays it; every wait ends after {@link #PATIENCE}. */
public final class RawGateway implements AutoCloseable {
    public static final int PATIENCE = 60_000;
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    /** One frame of the client, unmasked. */
    public record Frame(int opCode, boolean fin, byte[] payload) {
        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        public int closeCode() {
            assertEquals(CLOSE, opCode);
            return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        }
    }

    private final ServerSocket server;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();

    public RawGateway() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(PATIENCE);
    }

    public String url() {
        return "ws://127.0.0.1:" + server.getLocalPort() + "/agents";
    }

    /** The next client, its request read. */
    public Peer accept() throws IOException {
        Peer peer = new Peer();
        peers.add(peer);
        return peer;
    }

    /** The next client, upgraded. */
    public Peer acceptUpgraded() throws Exception {
        Peer peer = accept();
        peer.upgrade();
        return peer;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Peer peer : peers) {
            peer.drop();
        }
    }

    /** One client. */
    public final class Peer {
        private final Socket socket;
        private final DataInputStream in;
        private final OutputStream out;
        private final String request;

        private Peer() throws IOException {
            socket = server.accept();
            socket.setSoTimeout(PATIENCE);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = socket.getOutputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            request = head.toString();
        }

        public String requestLine() {
            return request.substring(0, request.indexOf('\r'));
        }

        /** A header's value, null if it is not there. */
        public String header(String name) {
            return request.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).trim()).findFirst().orElse(null);
        }

        public void upgrade() throws Exception {
            assertEquals("13", header("sec-websocket-version"));
            byte[] key = (header("sec-websocket-key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                    .getBytes(StandardCharsets.US_ASCII);
            answer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: "
                    + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(key)) + "\r\n\r\n");
        }

        public void answer(String head) throws IOException {
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        /** Also says where to go instead; a client that goes there has misunderstood. */
        public void refuse(int status) throws IOException {
            answer("HTTP/1.1 " + status + " No\r\nLocation: http" + url().substring(2)
                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }

        public void text(String text) throws IOException {
            frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
        }

        public void frame(boolean fin, int opCode, byte[] payload) throws IOException {
            ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) ((fin ? 0x80 : 0) | opCode));
            if (payload.length < 126) {
                frame.put((byte) payload.length);
            } else if (payload.length < 65_536) {
                frame.put((byte) 126).putShort((short) payload.length);
            } else {
                frame.put((byte) 127).putLong(payload.length);
            }
            frame.put(payload);
            out.write(frame.array(), 0, frame.position());
            out.flush();
        }

        /** The head of a text frame of a size and the first byte of its payload: the client may hang up at once. */
        public void beginText(int length) throws IOException {
            out.write(ByteBuffer.allocate(11).put((byte) (0x80 | TEXT)).put((byte) 127).putLong(length).array());
            out.flush();
        }

        public void close(int code, String reason) throws IOException {
            byte[] text = reason.getBytes(StandardCharsets.UTF_8);
            frame(true, CLOSE, ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array());
        }

        /** The client's next frame, which has to be masked. */
        public Frame read() throws IOException {
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            assertTrue(second >= 0x80, "A client's frame is masked.");
            int length = second & 0x7F;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = (int) in.readLong();
            }
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes(length);
            for (int i = 0; i < length; i++) {
                payload[i] ^= mask[i % 4];
            }
            return new Frame(first & 0x0F, first >= 0x80, payload);
        }

        /** Waits until the client has gone. */
        public void awaitEnd() throws IOException {
            try {
                while (in.read() >= 0) {
                    // What is still on its way is of no interest.
                }
            } catch (SocketException e) {
                // A reset is an end too.
            }
        }

        /** Goes without a word. */
        public void drop() throws IOException {
            socket.close();
        }
    }
}
