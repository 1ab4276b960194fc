// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.jetty;

import java.util.concurrent.TimeUnit;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.sending.ClientId;
import org.chatdock.sending.internal.SendingOptions;
import org.chatdock.sending.internal.wire.SendCall;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** The send call by Jetty's HTTP client, on threads of its own. */
public final class JettySendCall implements SendCall {
    private static final String THREADS = "chatdock-sending";
    private static final int MAX_THREADS = 8;
    private static final int STOP_MILLIS = 2000;
    private static final long STOP_WAIT_MILLIS = 2500;

    private final SendingOptions options;
    private final CredentialsPlace place;
    private final HttpClient client;
    private final QueuedThreadPool threads;

    private JettySendCall(SendingOptions options) {
        this.options = options;
        place = new CredentialsPlace(options);
        threads = new QueuedThreadPool(MAX_THREADS, 1);
        threads.setName(THREADS);
        threads.setDaemon(true);
        threads.setStopTimeout(STOP_MILLIS);
        client = new HttpClient(new HttpClientTransportOverHTTP(1));
        client.setName(THREADS);
        client.setExecutor(threads);
        client.setScheduler(new ScheduledExecutorScheduler(THREADS + "-timer", true));
        client.setConnectTimeout(options.connectTimeout().toMillis());
        client.setAddressResolutionTimeout(options.connectTimeout().toMillis());
        // Longer than an answer may take, and short enough that a connection that died in silence is not used again.
        client.setIdleTimeout(options.answerTimeout().toMillis() + 1000);
        // The credentials are for the configured service, not for whatever it points to.
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "chatdock"));
    }

    /** @throws IllegalStateException if it cannot start */
    public static JettySendCall start(SendingOptions options) {
        JettySendCall call = new JettySendCall(options);
        try {
            call.client.start();
        } catch (Exception e) {
            call.close();
            throw new IllegalStateException("The HTTP client does not start.", e);
        }
        // They would send again, and take a 401 without a challenge for a broken answer: to us it is the service's no.
        call.client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
        call.client.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
        // Answers are small; nothing is gained by unpacking.
        call.client.getContentDecoderFactories().clear();
        return call;
    }

    @Override
    public boolean canCarry(Credentials credentials) {
        return place.canCarry(credentials);
    }

    @Override
    public void send(byte[] body, ClientId id, Credentials credentials, Progress progress) {
        AnswerListener listener = new AnswerListener(progress);
        try {
            Request request = client.newRequest(place.address(credentials)).method(options.method())
                    .headers(headers -> write(headers, id, credentials)).accept("application/json")
                    .body(new BytesRequestContent("application/json", body))
                    .timeout(options.connectTimeout().plus(options.answerTimeout()).toMillis(), TimeUnit.MILLISECONDS)
                    .onRequestBegin(listener::leaves);
            request.send(listener);
        } catch (RuntimeException e) {
            listener.failed(e);
        }
    }

    private void write(HttpFields.Mutable headers, ClientId id, Credentials credentials) {
        place.toHeaders(headers, credentials);
        if (!options.idempotencyHeader().isEmpty()) {
            headers.put(options.idempotencyHeader(), id.value());
        }
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** On a thread of its own: Jetty waits for its threads, and the caller may be one of them. */
    @Override
    public void close() {
        Thread stopping = new Thread(this::stop, THREADS + "-stop");
        stopping.setDaemon(true);
        stopping.start();
        if (isOwnThread()) {
            return;
        }
        try {
            stopping.join(STOP_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isOwnThread() {
        return Thread.currentThread().getName().startsWith(THREADS);
    }

    private void stop() {
        try {
            client.stop();
        } catch (Exception e) {
            // Its threads are daemons; there is nothing left to do for whoever stops us.
        }
    }
}
