// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.tests;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

/** As much of RFC 6455 as a gateway needs, on bare sockets. */
final class BareGateway implements AutoCloseable {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    /** Guarded by this. */
    private final List<String> texts = new ArrayList<>();
    /** Guarded by this. */
    private final List<HttpHead> handshakes = new ArrayList<>();
    /** Guarded by this: the newest. */
    private Socket socket;

    BareGateway() throws IOException {
        start(this::accept);
    }

    String url() {
        return "ws://127.0.0.1:" + server.getLocalPort() + "/ws";
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "bare-gateway");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket accepted = server.accept();
                start(() -> serve(accepted));
            } catch (IOException e) {
                // The end of the test, or a client that has gone: in both cases there is nobody to serve.
            }
        }
    }

    private void serve(Socket accepted) {
        try (accepted; DataInputStream in = new DataInputStream(accepted.getInputStream())) {
            HttpHead head = HttpHead.read(in);
            String key = head.headers().get("sec-websocket-key") + GUID;
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.US_ASCII));
            accepted.getOutputStream().write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest)
                    + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            synchronized (this) {
                socket = accepted;
                handshakes.add(head);
                notifyAll();
            }
            read(in, accepted);
        } catch (IOException | NoSuchAlgorithmException e) {
            // A socket that breaks is what some tests are about.
        } finally {
            synchronized (this) {
                socket = socket == accepted ? null : socket;
                notifyAll();
            }
        }
    }

    private void read(DataInputStream in, Socket from) throws IOException {
        while (true) {
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            int length = second & 127;
            length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
            byte[] mask = new byte[4];
            if ((second & 128) != 0) {
                in.readFully(mask);
            }
            byte[] payload = new byte[length];
            in.readFully(payload);
            for (int i = 0; i < length; i++) {
                payload[i] ^= mask[i % 4];
            }
            int opcode = first & 15;
            if (opcode == CLOSE) {
                write(from, CLOSE, payload);
                return;
            } else if (opcode == PING) {
                write(from, PONG, payload);
            } else if (opcode == TEXT) {
                boolean proper = first == (128 | TEXT) && (second & 128) != 0;
                synchronized (this) {
                    texts.add((proper ? "" : "unmasked or in parts: ") + new String(payload, StandardCharsets.UTF_8));
                    notifyAll();
                }
            }
        }
    }

    private static void write(Socket to, int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) (128 | opcode));
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 65_536) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload);
        OutputStream out = to.getOutputStream();
        synchronized (to) {
            out.write(frame.array(), 0, frame.position());
            out.flush();
        }
    }

    private synchronized Socket socket() throws IOException {
        if (socket == null) {
            throw new IOException("Nobody is connected.");
        }
        return socket;
    }

    void push(String text) throws IOException {
        write(socket(), TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void pushBinary(byte[] payload) throws IOException {
        write(socket(), BINARY, payload);
    }

    /** Says goodbye with a handshake; the client ends the socket. */
    void sayGoodbye(int code) throws IOException {
        write(socket(), CLOSE, new byte[] { (byte) (code >> 8), (byte) code });
    }

    /** Breaks the socket. */
    void cut() throws IOException {
        socket().close();
    }

    /** Ends what it says, without a goodbye, and does not listen any more; what still comes is read. */
    void fallDumb() throws IOException {
        server.close();
        socket().shutdownOutput();
    }

    /** Waits until the client has ended its socket too, and all that came by it is read. */
    void awaitEnd() throws InterruptedException {
        Wait.until(this, () -> socket == null, () -> "a socket that is still open");
    }

    void awaitHandshakes(int count) throws InterruptedException {
        Wait.until(this, () -> handshakes.size() >= count && socket != null, () -> "only " + handshakes.size()
                + " handshakes");
    }

    void awaitTexts(Predicate<List<String>> condition) throws InterruptedException {
        Wait.until(this, () -> condition.test(texts), () -> "only " + texts);
    }

    /** Waits for so many text frames that are no heartbeat. */
    void awaitAcks(int count) throws InterruptedException {
        awaitTexts(all -> all.stream().filter(text -> !text.equals("ping")).count() >= count);
    }

    synchronized List<HttpHead> handshakes() {
        return List.copyOf(handshakes);
    }

    /** All text frames but the heartbeat. */
    synchronized List<String> acks() {
        return texts.stream().filter(text -> !text.equals("ping")).toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
        Socket open;
        synchronized (this) {
            open = socket;
        }
        if (open != null) {
            open.close();
        }
    }
}
