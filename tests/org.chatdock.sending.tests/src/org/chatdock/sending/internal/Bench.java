// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.connection.CredentialSource;
import org.chatdock.api.connection.Credentials;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.sending.internal.jetty.JettySendCall;

/** A sender with everything around it that a test can turn. */
final class Bench implements AutoCloseable {
    static final ConversationId ANN = new ConversationId("ann");
    static final ConversationId BOB = new ConversationId("bob");
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    static final String TEXT = "hello " + RecordedLog.SECRET;

    final RecordedStore store = new RecordedStore();
    /** The test's thread sets it before it sends. */
    volatile CredentialSource credentials = of(new Credentials("corp", "agent", RecordedLog.SECRET));
    final HttpMessageSender sender;

    Bench(Configured configured, RecordedLog log) {
        this(configured, log, Duration.ofSeconds(60));
    }

    Bench(Configured configured, RecordedLog log, Duration credentialsTimeout) {
        sender = new HttpMessageSender(JettySendCall.start(configured.options()), credentialsTimeout,
                () -> credentials, store, Clock.fixed(NOW, ZoneOffset.UTC), log.logger());
    }

    static CredentialSource of(Credentials credentials) {
        return () -> CompletableFuture.completedStage(credentials);
    }

    CompletionStage<SendOutcome> send(ConversationId to, String text) {
        return sender.send(Outgoing.text(to, text));
    }

    SendOutcome sendAndWait() throws Exception {
        return await(send(ANN, TEXT));
    }

    static SendOutcome await(CompletionStage<SendOutcome> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        sender.close();
    }
}
