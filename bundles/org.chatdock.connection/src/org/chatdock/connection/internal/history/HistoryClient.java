// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.history;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.connection.Credentials;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** The call by Jetty's HTTP client, on daemon threads of its own. Any thread. */
final class HistoryClient implements Executor, AutoCloseable {
    private static final String THREADS = "chatdock-history";
    private static final int MOST_THREADS = 4;
    private static final int STOP_MILLIS = 1_000;
    private static final long STOP_WAIT_MILLIS = 2_000;
    private static final int MOST_ANSWER_BYTES = 64 << 20;

    private final HistoryOptions options;
    private final QueuedThreadPool threads;
    private final HttpClient http;

    private HistoryClient(HistoryOptions options) {
        this.options = options;
        threads = new QueuedThreadPool(MOST_THREADS, 1);
        threads.setName(THREADS);
        threads.setDaemon(true);
        threads.setStopTimeout(STOP_MILLIS);
        http = new HttpClient(new HttpClientTransportOverHTTP(1));
        http.setName(THREADS);
        http.setExecutor(threads);
        http.setScheduler(new ScheduledExecutorScheduler(THREADS + "-timer", true));
        http.setConnectTimeout(options.timeoutMillis());
        http.setAddressResolutionTimeout(options.timeoutMillis());
        // Longer than an answer may take, and short enough that a connection that died in silence is not used again.
        http.setIdleTimeout(options.timeoutMillis() + 1_000L);
        // The credentials are for the configured service, not for whatever it points to.
        http.setFollowRedirects(false);
        http.setHttpCookieStore(new HttpCookieStore.Empty());
        http.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "chatdock"));
    }

    /**
     * Takes some hundred milliseconds the first time.
     *
     * @throws IllegalStateException if it cannot start
     */
    static HistoryClient start(HistoryOptions options) {
        // Jetty looks for services by the thread's loader: with a host's loader it could find the host's Jetty.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(HttpClient.class.getClassLoader());
        try {
            HistoryClient client = new HistoryClient(options);
            client.start();
            return client;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void start() {
        try {
            http.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException("The HTTP client of the history does not start.", e);
        }
        // They would ask again, and take a 401 without a challenge for a broken answer: to us it is the service's no.
        http.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
        http.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
    }

    /**
     * Asks once.
     *
     * @return completes with the bytes of the answer, or with a {@link HistoryException}
     */
    CompletionStage<byte[]> ask(byte[] question, Credentials credentials) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        Map<String, String> named = options.headers(credentials);
        http.POST(options.uri(credentials)).headers(headers -> named.forEach(headers::put)).accept("application/json")
                .body(new BytesRequestContent("application/json", question))
                .timeout(options.timeoutMillis(), TimeUnit.MILLISECONDS)
                .send(new AnswerListener(MOST_ANSWER_BYTES, options.timeoutMillis(), answer));
        return answer;
    }

    /**
     * Runs something on a thread of its own after a while.
     *
     * @return cancels it; the JVM's own timer would keep this bundle's classes for ever
     */
    Runnable after(long millis, Runnable task) {
        return http.getScheduler().schedule(() -> threads.execute(task), millis, TimeUnit.MILLISECONDS)::cancel;
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** Within two seconds. On a thread of its own: Jetty waits for its threads, and the caller may be one of them. */
    @Override
    public void close() {
        Thread stopping = new Thread(this::stop, THREADS + "-stop");
        stopping.setDaemon(true);
        stopping.setContextClassLoader(HttpClient.class.getClassLoader());
        stopping.start();
        if (Thread.currentThread().getName().startsWith(THREADS)) {
            return;
        }
        try {
            stopping.join(STOP_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        try {
            http.stop();
        } catch (Exception e) {
            // Its threads are daemons; there is nothing left to do for whoever stops us.
        }
    }
}
