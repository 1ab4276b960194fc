// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A gateway without a thread: the test takes each step. */
final class RawGateway implements Closeable {
    /** What belongs to the key of {@link RawSocket}. */
    static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    static final String SWITCHING = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Accept: " + ACCEPT + "\r\n\r\n";

    private final ServerSocket listener;
    private final List<RawSocket> taken = new ArrayList<>();

    RawGateway() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(60_000);
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + listener.getLocalPort() + "/ws/acme/lin?token=t");
    }

    /** Waits for a connection and reads nothing yet. */
    RawSocket take() throws IOException {
        RawSocket socket = new RawSocket(listener.accept());
        taken.add(socket);
        return socket;
    }

    /** Waits for a request and accepts it. */
    RawSocket upgrade() throws IOException {
        RawSocket socket = take();
        String key = socket.readHead().replaceAll("(?is).*\\r\\nSec-WebSocket-Key: *([^\\r]*)\\r.*", "$1");
        socket.write(SWITCHING.replace(ACCEPT, accept(key)).getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static String accept(String key) {
        try {
            byte[] bytes = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.ISO_8859_1);
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (RawSocket socket : taken) {
            socket.close();
        }
        listener.close();
    }
}
