// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.chatdock.connection.internal.engine.Ending;
import org.chatdock.connection.internal.line.Socket;
import org.chatdock.connection.internal.line.SocketEvents;
import org.chatdock.connection.internal.line.Transport;
import org.eclipse.jetty.client.UpgradeProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.client.WebSocketCoreClient;

/** One Jetty client for the life of the line. Any thread. */
public final class JettyTransport implements Transport, AutoCloseable {
    private static final int MOST_THREADS = 4;
    private static final long WRITE_TIMEOUT_MILLIS = 10_000;
    private static final long STOP_TIMEOUT_MILLIS = 1_000;
    private static final long CLOSE_TIMEOUT_MILLIS = 1_800;

    private final TransportOptions options;
    private final long writeTimeoutMillis;
    private final QueuedThreadPool threads;
    private final TryClient http;
    private final WebSocketCoreClient client;
    /** All that have not ended. */
    private final Set<JettySocket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopped = new CountDownLatch(1);
    /** Guarded by this. */
    private boolean closed;

    public JettyTransport(TransportOptions options) {
        this(options, WRITE_TIMEOUT_MILLIS);
    }

    /** @param writeTimeoutMillis after which a write that does not come to an end ends the socket */
    JettyTransport(TransportOptions options, long writeTimeoutMillis) {
        this.options = options;
        this.writeTimeoutMillis = writeTimeoutMillis;
        threads = new ReadingThreads(MOST_THREADS, 1);
        threads.setName("chatdock-jetty");
        threads.setDaemon(true);
        // Jetty would keep one of the four idle for its selector.
        threads.setReservedThreads(0);
        threads.setStopTimeout(STOP_TIMEOUT_MILLIS);
        http = withOwnLoader(() -> {
            ClientConnector connector = new ClientConnector();
            connector.setSelectors(1);
            connector.setSslContextFactory(options.tls().sslContextFactory());
            TryClient plain = new TryClient(new HttpClientTransportOverHTTP(connector));
            plain.setName("chatdock-jetty");
            plain.setExecutor(threads);
            plain.setScheduler(new ScheduledExecutorScheduler("chatdock-jetty-timer", true));
            plain.setConnectTimeout(options.connectTimeoutMillis());
            plain.setAddressResolutionTimeout(options.connectTimeoutMillis());
            plain.setFollowRedirects(false);
            plain.setHttpCookieStore(new HttpCookieStore.Empty());
            return plain;
        });
        // Without components of ours it would make a pool of eight threads that have nothing to do.
        client = withOwnLoader(() -> new WebSocketCoreClient(http,
                new WebSocketComponents(null, null, null, null, null, threads)));
    }

    TransportOptions options() {
        return options;
    }

    long writeTimeoutMillis() {
        return writeTimeoutMillis;
    }

    WebSocketCoreClient client() {
        return client;
    }

    /** It has ended. */
    void forget(JettySocket socket) {
        sockets.remove(socket);
    }

    /** The try, or the socket that came of it, has ended. */
    void forget(Tcp tcp) {
        http.forget(tcp);
    }

    public void start() {
        withOwnLoader(() -> {
            client.start();
            // A refusal is a refusal: nothing is answered, followed or unpacked.
            http.getProtocolHandlers().clear();
            http.getProtocolHandlers().put(new UpgradeProtocolHandler());
            http.getContentDecoderFactories().clear();
            return null;
        });
    }

    @Override
    public Socket connect(URI address, Map<String, String> headers, SocketEvents events) {
        JettySocket socket = new JettySocket(this, events);
        sockets.add(socket);
        Map<String, String> copy = Map.copyOf(headers);
        try {
            threads.execute(() -> withOwnLoader(() -> {
                socket.connect(address, copy);
                return null;
            }));
        } catch (RejectedExecutionException e) {
            socket.end(new Ending("io", 0, "The connection is shut down."));
        }
        return socket;
    }

    /**
     * Drops all sockets without a word and ends all threads. From any thread, also one of the transport's; returns
     * within 2 s, even if somebody who was told something does not return.
     */
    @Override
    public void close() {
        synchronized (this) {
            if (!closed) {
                closed = true;
                Thread stopper = new Thread(this::stop, "chatdock-jetty-stop");
                stopper.setDaemon(true);
                stopper.start();
            }
        }
        try {
            stopped.await(CLOSE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        try {
            sockets.forEach(JettySocket::abort);
            withOwnLoader(() -> {
                client.stop();
                return null;
            });
        } catch (IllegalStateException e) {
            // A thread did not end in time. It is a daemon, and there is nothing left that it could use.
        } finally {
            stopped.countDown();
        }
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
