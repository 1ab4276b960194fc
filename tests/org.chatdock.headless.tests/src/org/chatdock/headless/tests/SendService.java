// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.tests;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The send call on bare sockets: the same answer to every request. */
final class SendService implements AutoCloseable {
    /** What came in. */
    record Request(HttpHead head, String body) {
        /** @throws IOException also if the request breaks off: then it has not come */
        static Request read(InputStream in) throws IOException {
            HttpHead head = HttpHead.read(in);
            int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
            byte[] body = in.readNBytes(length);
            if (body.length < length) {
                throw new EOFException();
            }
            return new Request(head, new String(body, StandardCharsets.UTF_8));
        }
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final String answer;

    SendService(int status, String body) throws IOException {
        answer = "HTTP/1.1 " + status + " x\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
        Thread thread = new Thread(this::serve, "send-service");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/sendMsgToUser";
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                requests.add(Request.read(socket.getInputStream()));
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // The end of the test, or a client that has gone.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
