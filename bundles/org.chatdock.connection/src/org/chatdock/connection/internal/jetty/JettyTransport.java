// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.net.URI;
import java.util.Map;

import org.chatdock.connection.internal.line.Socket;
import org.chatdock.connection.internal.line.SocketEvents;
import org.chatdock.connection.internal.line.Transport;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.websocket.core.client.WebSocketCoreClient;

/** One Jetty client for the life of the line. */
public final class JettyTransport implements Transport, AutoCloseable {
    private static final long STOP_TIMEOUT_MILLIS = 2_000;
    private static final int MOST_THREADS = 8;

    private final WebSocketCoreClient client;
    private final int maxTextBytes;

    /**
     * @param connectTimeoutMillis until a TCP connect counts as failed
     * @param maxTextBytes largest text frame
     */
    public JettyTransport(int connectTimeoutMillis, int maxTextBytes) {
        this.maxTextBytes = maxTextBytes;
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1);
        threads.setName("chatdock-jetty");
        threads.setDaemon(true);
        threads.setStopTimeout(STOP_TIMEOUT_MILLIS);
        client = withOwnLoader(() -> {
            HttpClient http = new HttpClient();
            http.setName("chatdock-jetty");
            http.setExecutor(threads);
            http.setScheduler(new ScheduledExecutorScheduler("chatdock-jetty-timer", true));
            http.setConnectTimeout(connectTimeoutMillis);
            http.setFollowRedirects(false);
            return new WebSocketCoreClient(http, null);
        });
    }

    public void start() {
        withOwnLoader(() -> {
            client.start();
            return null;
        });
    }

    @Override
    public Socket connect(URI address, Map<String, String> headers, SocketEvents events) {
        JettySocket socket = new JettySocket(events, maxTextBytes);
        withOwnLoader(() -> {
            socket.connect(client, address, headers);
            return null;
        });
        return socket;
    }

    /** Ends all sockets. From a thread that is not Jetty's; returns within the stop timeout. */
    @Override
    public void close() {
        withOwnLoader(() -> {
            client.stop();
            return null;
        });
    }

    private interface Step<T> {
        /** Jetty's life-cycle methods throw no less. */
        T run() throws Exception;
    }

    /** Jetty looks for services by the thread's loader: with a host's loader it could find the host's Jetty. */
    private static <T> T withOwnLoader(Step<T> step) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(WebSocketCoreClient.class.getClassLoader());
        try {
            return step.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The WebSocket client failed: " + e.getClass().getSimpleName(), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
