// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that misbehaves as the test says, on an ephemeral port. */
final class RawServer implements AutoCloseable {
    /** What happens to a connection; it is closed afterwards. */
    interface Script {
        void serve(Socket connection) throws Exception;
    }

    final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    RawServer(Script script) throws IOException {
        Thread thread = new Thread(() -> accept(script), "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(Script script) {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                connections.incrementAndGet();
                script.serve(connection);
            } catch (Exception e) {
                // The test looks at what the client makes of it.
            }
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/send";
    }

    /** Reads until the end of the request's JSON. */
    static void readRequest(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        int c = in.read();
        while (c >= 0 && c != '}') {
            c = in.read();
        }
    }

    static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        connection.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
