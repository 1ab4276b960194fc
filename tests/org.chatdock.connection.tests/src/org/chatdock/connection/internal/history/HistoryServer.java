// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.history;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/** An HTTP server made by hand on an ephemeral port: one question for each connection, answered as the test says. */
final class HistoryServer implements AutoCloseable {
    /** What was asked; the names of the headers in small letters. */
    record Asked(String line, Map<String, String> headers, String body) {
    }

    /** Writes a whole answer, or does not. The connection is closed afterwards. */
    interface Script {
        void answer(OutputStream out) throws Exception;
    }

    final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    /** The test's thread sets it before it asks. */
    private volatile Script script = json("{\"messages\":[],\"next\":null}");

    HistoryServer() throws IOException {
        Thread thread = new Thread(this::accept, "history server");
        thread.setDaemon(true);
        thread.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    void answer(Script next) {
        script = next;
    }

    void answer(String json) {
        script = json(json);
    }

    /** Says no, and what it says besides is a secret. */
    void refuse(int status) {
        script = out -> write(out, "HTTP/1.1 " + status + " No\r\nLocation: " + url("/elsewhere")
                + "\r\nConnection: close\r\nContent-Length: 6\r\n\r\ns3cret");
    }

    private static Script json(String json) {
        return out -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            write(out, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length + "\r\n\r\n");
            out.write(body);
        };
    }

    static void write(OutputStream out, String ascii) throws IOException {
        out.write(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** A thread for each: a client may open a connection and then not use it. */
    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                Thread thread = new Thread(() -> serve(connection), "history server's connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // The test has ended.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            asked.add(read(new DataInputStream(new BufferedInputStream(connection.getInputStream()))));
            script.answer(connection.getOutputStream());
        } catch (Exception e) {
            // The test looks at what the client makes of it.
        }
    }

    private static Asked read(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        List<String> lines = head.toString().lines().toList();
        Map<String, String> headers = lines.stream().skip(1).filter(line -> line.contains(":"))
                .map(line -> line.split(": *", 2))
                .collect(Collectors.toMap(line -> line[0].toLowerCase(Locale.ROOT), line -> line[1]));
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Asked(lines.get(0), headers, new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
