// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.call;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.connection.SignIn;
import org.chatdock.api.sending.ServiceException;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Calls the gateway with the credentials of whoever is signed in. Its threads are made with the first call. Any thread;
 * never waits.
 */
public final class GatewayClient implements AutoCloseable {
    /** What a request carries. */
    public interface Body {
        /** Adds what is sent. Called once for each try, so again if the credentials were refused. */
        void addTo(Request request) throws Exception;
    }

    /** Makes something of an answer. */
    public interface Reading<T> {
        /** @throws ServiceException if it does not say what it must */
        T read(Reply reply) throws ServiceException;
    }

    private static final int UNAUTHORIZED = 401;
    private static final int MAX_ANSWER_BYTES = 1 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String name;
    private final CallOptions options;
    private final CredentialsPlace place;
    private final Supplier<SignIn> signIn;
    /** Called and not answered yet. */
    private final Set<Call> open = ConcurrentHashMap.newKeySet();
    /** Null before the first call. Guarded by this. */
    private HttpClient client;
    /** Guarded by this. */
    private boolean stopped;

    /**
     * @param name of its threads
     * @param signIn asked with each call; gives null if nobody is there to ask
     */
    public GatewayClient(String name, CallOptions options, Supplier<SignIn> signIn) {
        this.name = name;
        this.options = options;
        place = new CredentialsPlace(options);
        this.signIn = signIn;
    }

    /** One call on its way. */
    public final class Call {
        private final String method;
        private final URI address;
        private final Body body;
        private final CompletableFuture<Reply> reply = new CompletableFuture<>();
        /** The try under way; null before the first. Guarded by this. */
        private Request request;
        /** Guarded by this. */
        private boolean cancelled;

        private Call(String method, URI address, Body body) {
            this.method = method;
            this.address = address;
            this.body = body;
        }

        /** Completes with a success; fails with {@link ServiceException} or {@link CancellationException}. */
        public CompletionStage<Reply> reply() {
            return reply.minimalCompletionStage();
        }

        /** Ends it; too late it does nothing. */
        public void cancel() {
            end(new CancellationException("The call was cancelled."));
        }

        private void end(Throwable cause) {
            Request aborted;
            synchronized (this) {
                cancelled = true;
                aborted = request;
            }
            reply.completeExceptionally(cause);
            if (aborted != null) {
                aborted.abort(cause);
            }
        }

        private void begin() {
            open.add(this);
            reply.whenComplete((done, failure) -> open.remove(this));
            SignIn asked = signIn.get();
            if (asked == null) {
                fail("nobody is signed in", "");
                return;
            }
            asked.credentials().whenComplete((found, failure) -> {
                if (found == null) {
                    fail("there are no credentials", "");
                } else {
                    attempt(asked, found, true);
                }
            });
        }

        private void attempt(SignIn asked, Credentials credentials, boolean first) {
            if (!place.canCarry(credentials)) {
                fail("the company's id or the token has characters that a header cannot carry; set credentialsIn to "
                        + "QUERY", "");
                return;
            }
            try {
                Request made = request(credentials);
                synchronized (this) {
                    if (cancelled) {
                        return;
                    }
                    request = made;
                }
                body.addTo(made);
                made.send(new Answer(answer -> answered(asked, credentials, first, answer), this::notAnswered));
            } catch (Exception | LinkageError e) {
                notAnswered(e);
            }
        }

        private Request request(Credentials credentials) throws Exception {
            return started().newRequest(place.address(address, credentials)).method(method)
                    .accept("application/json").headers(headers -> place.toHeaders(headers, credentials))
                    .idleTimeout(options.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
        }

        private void answered(SignIn asked, Credentials used, boolean first, Reply answer) {
            if (answer.isSuccess() && !answer.isDenial()) {
                reply.complete(answer);
            } else if (answer.status() == UNAUTHORIZED && first) {
                asked.renew(used).whenComplete((renewed, failure) -> {
                    if (renewed == null || renewed.equals(used)) {
                        fail("the gateway refused the credentials", answer.errorText());
                    } else {
                        attempt(asked, renewed, false);
                    }
                });
            } else {
                fail("the gateway answered with status " + answer.status(), answer.errorText());
            }
        }

        /** By its class only: the library's message may quote the address, and the token with it. */
        private void notAnswered(Throwable cause) {
            fail("there was no answer (" + cause.getClass().getName() + ")", "");
        }

        private void fail(String why, String serviceText) {
            reply.completeExceptionally(new ServiceException("The call of " + name + " failed: " + why + ".",
                    serviceText));
        }
    }

    /** Collects an answer. On the client's threads. */
    private static final class Answer extends BufferingResponseListener {
        private final Consumer<Reply> answered;
        private final Consumer<Throwable> failed;
        /** That came with the headers; Jetty's own is 400 when it cannot read an answer. */
        private int status;

        Answer(Consumer<Reply> answered, Consumer<Throwable> failed) {
            super(MAX_ANSWER_BYTES);
            this.answered = answered;
            this.failed = failed;
        }

        @Override
        public void onHeaders(Response response) {
            status = response.getStatus();
            super.onHeaders(response);
        }

        @Override
        public void onComplete(Result result) {
            // Even if the request failed: a service may answer before it has read everything.
            if (result.getResponseFailure() == null && status >= 200) {
                byte[] content = getContent();
                answered.accept(Reply.of(status, content == null ? "" : new String(content, StandardCharsets.UTF_8)));
            } else if (status >= 300) {
                // The service has said no; only its words are lost.
                answered.accept(Reply.of(status, ""));
            } else {
                // A request that has failed on this side ends the answer, too: the first of the two says why.
                Throwable failure = result.getRequestFailure() != null ? result.getRequestFailure()
                        : result.getResponseFailure();
                failed.accept(failure != null ? failure : new IllegalStateException());
            }
        }
    }

    /** Begins a call. */
    public Call call(String method, URI address, Body body) {
        Call call = new Call(method, address, body);
        call.begin();
        return call;
    }

    /** Posts a JSON object of texts, in the order of the map. */
    public CompletionStage<Reply> post(URI address, Map<String, String> json) {
        try {
            byte[] bytes = MAPPER.writeValueAsBytes(json);
            return call("POST", address, request -> request.body(new BytesRequestContent("application/json", bytes)))
                    .reply();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Texts can always be written.", e);
        }
    }

    public CompletionStage<Reply> get(URI address) {
        return call("GET", address, request -> {
            // Nothing is sent.
        }).reply();
    }

    /** A stage that fails as the reply does, with the very exception. */
    public static <T> CompletionStage<T> then(CompletionStage<Reply> reply, Reading<T> reading) {
        CompletableFuture<T> result = new CompletableFuture<>();
        reply.whenComplete((answer, failure) -> {
            try {
                if (failure != null) {
                    result.completeExceptionally(failure);
                } else {
                    result.complete(reading.read(answer));
                }
            } catch (ServiceException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result.minimalCompletionStage();
    }

    private synchronized HttpClient started() throws Exception {
        if (stopped) {
            throw new IllegalStateException("It has stopped.");
        }
        if (client == null) {
            client = HttpClients.start(name, options);
        }
        return client;
    }

    /** Stops within 3 seconds; what is under way fails. */
    @Override
    public void close() {
        HttpClient last;
        synchronized (this) {
            stopped = true;
            last = client;
        }
        for (Call call : Set.copyOf(open)) {
            call.end(new ServiceException("The call of " + name + " failed: it is stopping.", ""));
        }
        if (last != null) {
            HttpClients.close(last);
        }
    }
}
