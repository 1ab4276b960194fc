// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.call;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** Jetty's HTTP client as all calls of this room want it, on daemon threads of its own. */
public final class HttpClients {
    private static final int MAX_THREADS = 8;
    private static final int STOP_MILLIS = 2000;
    private static final long STOP_WAIT_MILLIS = 2500;

    private HttpClients() {
    }

    /**
     * @param name of its threads
     * @throws Exception if it does not start; then nothing of it is left
     */
    public static HttpClient start(String name, CallOptions options) throws Exception {
        HttpClient client = client(name, options);
        try {
            client.start();
        } catch (Exception e) {
            stop(client);
            throw e;
        }
        // They would send again, and take a 401 without a challenge for a broken answer: to us it is the service's no.
        client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
        client.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
        // Answers are small; nothing is gained by unpacking.
        client.getContentDecoderFactories().clear();
        return client;
    }

    private static HttpClient client(String name, CallOptions options) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 1);
        threads.setName(name);
        threads.setDaemon(true);
        threads.setStopTimeout(STOP_MILLIS);
        HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(1));
        client.setName(name);
        client.setExecutor(threads);
        client.setScheduler(new ScheduledExecutorScheduler(name + "-timer", true));
        client.setConnectTimeout(options.connectTimeout().toMillis());
        client.setAddressResolutionTimeout(options.connectTimeout().toMillis());
        // Longer than an answer may take, and short enough that a connection that died in silence is not used again.
        client.setIdleTimeout(options.answerTimeout().toMillis() + 1000);
        // The credentials are for the configured service, not for whatever it points to.
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "chatdock"));
        return client;
    }

    /**
     * Ends it, within 2.5 seconds; what runs fails. On a thread of its own: Jetty waits for its threads, and the caller
     * may be one of them.
     */
    public static void close(HttpClient client) {
        String name = client.getName();
        Thread stopping = new Thread(() -> stop(client), name + "-stop");
        stopping.setDaemon(true);
        stopping.start();
        if (Thread.currentThread().getName().startsWith(name)) {
            return;
        }
        try {
            stopping.join(STOP_WAIT_MILLIS);
        } catch (@SuppressWarnings("unused") InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(HttpClient client) {
        try {
            client.stop();
        } catch (@SuppressWarnings("unused") Exception e) {
            // Its threads are daemons; there is nothing left to do for whoever stops us.
        }
    }
}
