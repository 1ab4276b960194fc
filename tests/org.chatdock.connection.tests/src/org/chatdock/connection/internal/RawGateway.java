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
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

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

    private final String scheme;
    private final ServerSocket server;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();

    public RawGateway() throws IOException {
        this(ServerSocketFactory.getDefault(), "ws");
    }

    private RawGateway(ServerSocketFactory sockets, String scheme) throws IOException {
        this.scheme = scheme;
        server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(PATIENCE);
    }

    /** A gateway with a certificate: wss. */
    public static RawGateway secure(SSLContext context) throws IOException {
        return new RawGateway(context.getServerSocketFactory(), "wss");
    }

    public String url() {
        return url("127.0.0.1");
    }

    /** @param host another name of this computer */
    public String url(String host) {
        return scheme + "://" + host + ":" + port() + "/agents";
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The next client, its request read. */
    public Peer accept() throws IOException {
        Peer peer = acceptRaw();
        peer.readRequest();
        return peer;
    }

    /** The next client, nothing read yet. */
    public Peer acceptRaw() throws IOException {
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
        private String request;

        private Peer() throws IOException {
            socket = server.accept();
            socket.setSoTimeout(PATIENCE);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = socket.getOutputStream();
        }

        /** Once, before anything else is read. */
        public void readRequest() throws IOException {
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

        /** The client's end of the TCP connection. */
        public InetSocketAddress remote() {
            return (InetSocketAddress) socket.getRemoteSocketAddress();
        }

        /** @param headers lines of the answer besides the usual ones */
        public void upgrade(String... headers) throws Exception {
            answer(upgradeAnswer(headers));
        }

        /** The answer that {@link #upgrade} would give. */
        public String upgradeAnswer(String... headers) throws Exception {
            assertEquals("13", header("sec-websocket-version"));
            byte[] key = (header("sec-websocket-key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                    .getBytes(StandardCharsets.US_ASCII);
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: "
                    + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(key)) + "\r\n"
                    + lines(headers) + "\r\n";
        }

        private String lines(String... headers) {
            return Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining());
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

        /** Would answer more requests on this connection. */
        public void refusePolitely(int status, String... headers) throws IOException {
            answer("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n" + lines(headers) + "\r\n");
        }

        public void text(String text) throws IOException {
            frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
        }

        public void frame(boolean fin, int opCode, byte[] payload) throws IOException {
            bytes(frameBytes(fin, opCode, payload));
        }

        /** Bytes as they are, in one write. */
        public void bytes(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** A frame as {@link #frame} would send it. */
        public static byte[] frameBytes(boolean fin, int opCode, byte[] payload) {
            ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) ((fin ? 0x80 : 0) | opCode));
            if (payload.length < 126) {
                frame.put((byte) payload.length);
            } else if (payload.length < 65_536) {
                frame.put((byte) 126).putShort((short) payload.length);
            } else {
                frame.put((byte) 127).putLong(payload.length);
            }
            frame.put(payload);
            return Arrays.copyOf(frame.array(), frame.position());
        }

        /** The head of a text frame of a size; its payload has to follow. */
        public void beginText(long length) throws IOException {
            bytes(ByteBuffer.allocate(10).put((byte) (0x80 | TEXT)).put((byte) 127).putLong(length).array());
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
            } catch (SocketException | SSLException e) {
                // A reset is an end too.
            }
        }

        /** Goes without a word. */
        public void drop() throws IOException {
            socket.close();
        }
    }
}
