// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.tests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A send call on bare sockets that takes whatever comes, after a time of its own each, and notes who named it how. */
final class TakingService implements AutoCloseable {
    private static final int LONGEST_MICROS = 20_000;

    private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "taking-service");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "taking-service-later");
        thread.setDaemon(true);
        return thread;
    });
    private final Random random;
    /** All four guarded by this. Keys by content. */
    private final Map<String, List<String>> requests = new HashMap<>();
    private int count;
    private int answers;
    private int lastId;

    TakingService(long seed) throws IOException {
        random = new Random(seed);
        threads.execute(this::serve);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/sendMsgToUser";
    }

    /** The keys of each content, one for each request. A copy. */
    synchronized Map<String, List<String>> requests() {
        Map<String, List<String>> copy = new HashMap<>();
        requests.forEach((content, keys) -> copy.put(content, List.copyOf(keys)));
        return copy;
    }

    synchronized int count() {
        return count;
    }

    synchronized int answers() {
        return answers;
    }

    void awaitRequests(int wanted) throws InterruptedException {
        Wait.until(this, () -> count >= wanted, () -> count + " requests of " + wanted);
    }

    void awaitAnswers(int wanted) throws InterruptedException {
        Wait.until(this, () -> answers >= wanted, () -> answers + " answers of " + wanted);
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                @SuppressWarnings("resource") // whoever serves it closes it
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // The end of the test.
            }
        }
    }

    private void serve(Socket socket) {
        try {
            SendService.Request request = SendService.Request.read(socket.getInputStream());
            String content = Headless.values(List.of(request.body()), "Content").get(0);
            int id = take(content, request.head().headers().get("idempotency-key"));
            // Time to think, so that kills meet requests that are under way.
            later.schedule(() -> answer(socket, id), micros(), TimeUnit.MICROSECONDS);
        } catch (IOException e) {
            // A client that was killed; half a request has not come.
            close(socket);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It has gone by itself.
        }
    }

    private void answer(Socket socket, int id) {
        String answer = "{\"msgID\":\"" + id + "\"}";
        try (socket) {
            socket.getOutputStream().write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                    + "Content-Length: " + answer.length() + "\r\n\r\n" + answer).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            answered();
        } catch (IOException e) {
            // A client that was killed.
        }
    }

    private synchronized int take(String content, String key) {
        requests.computeIfAbsent(content, any -> new ArrayList<>()).add(String.valueOf(key));
        count++;
        notifyAll();
        return ++lastId;
    }

    private synchronized void answered() {
        answers++;
        notifyAll();
    }

    private synchronized int micros() {
        return random.nextInt(LONGEST_MICROS);
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
        later.shutdownNow();
    }
}
