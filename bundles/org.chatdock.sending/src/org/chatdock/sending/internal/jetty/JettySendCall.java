// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.jetty;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.sending.ClientId;
import org.chatdock.sending.internal.SendingOptions;
import org.chatdock.sending.internal.call.CredentialsPlace;
import org.chatdock.sending.internal.call.HttpClients;
import org.chatdock.sending.internal.wire.SendCall;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpFields;

/** The send call by Jetty's HTTP client, on threads of its own. */
public final class JettySendCall implements SendCall {
    private static final String THREADS = "chatdock-sending";

    private final SendingOptions options;
    private final CredentialsPlace place;
    private final HttpClient client;

    private JettySendCall(SendingOptions options, HttpClient client) {
        this.options = options;
        this.client = client;
        place = new CredentialsPlace(options.call());
    }

    /** @throws IllegalStateException if it cannot start */
    public static JettySendCall start(SendingOptions options) {
        try {
            return new JettySendCall(options, HttpClients.start(THREADS, options.call()));
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP client does not start.", e);
        }
    }

    @Override
    public boolean canCarry(Credentials credentials) {
        return place.canCarry(credentials);
    }

    @Override
    public void send(byte[] body, ClientId id, Credentials credentials, Progress progress) {
        AnswerListener listener = new AnswerListener(progress);
        try {
            Request request = client.newRequest(place.address(options.address(), credentials)).method(options.method())
                    .headers(headers -> write(headers, id, credentials)).accept("application/json")
                    .body(new BytesRequestContent("application/json", body))
                    .timeout(timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .onRequestBegin(listener::leaves);
            request.send(listener);
        } catch (RuntimeException e) {
            listener.failed(e);
        }
    }

    private Duration timeout() {
        return options.call().connectTimeout().plus(options.call().answerTimeout());
    }

    private void write(HttpFields.Mutable headers, ClientId id, Credentials credentials) {
        place.toHeaders(headers, credentials);
        if (!options.idempotencyHeader().isEmpty()) {
            headers.put(options.idempotencyHeader(), id.value());
        }
    }

    @Override
    public void execute(Runnable task) {
        client.getExecutor().execute(task);
    }

    @Override
    public void close() {
        HttpClients.close(client);
    }
}
