// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.connection.SignIn;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.sending.internal.jetty.JettySendCall;
import org.chatdock.sending.internal.lane.ThreadLane;
import org.chatdock.sending.internal.outbox.DurableOutbox;
import org.chatdock.sending.internal.outbox.OutboxOptions;
import org.chatdock.sending.internal.outbox.OutboxParts;

/** An outbox that sends over HTTP, with everything around it that a test can turn. It does not wait between tries. */
final class Bench implements AutoCloseable {
    static final ConversationId ANN = new ConversationId("ann");
    static final ConversationId BOB = new ConversationId("bob");
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    static final String TEXT = "hello " + RecordedLog.SECRET;

    final RecordedStore store = new RecordedStore();
    final KeptEntries kept = new KeptEntries(store);
    /** The test's thread sets it before it sends. */
    volatile SignIn signIn = of(new Credentials("corp", "agent", RecordedLog.SECRET));
    final DurableOutbox sender;
    private final ThreadLane lane;
    private final JettySendCall call;

    Bench(Configured configured, RecordedLog log) {
        this(configured, log, Duration.ofSeconds(60));
    }

    Bench(Configured configured, RecordedLog log, Duration credentialsTimeout) {
        SendingOptions options = configured.options();
        OutboxOptions outbox = options.outbox();
        lane = new ThreadLane("chatdock-sending-outbox", log.logger());
        call = JettySendCall.start(options);
        sender = new DurableOutbox(new OutboxParts(lane, Clock.fixed(NOW, ZoneOffset.UTC),
                () -> System.nanoTime() / 1_000_000, bound -> 0, call, () -> signIn, () -> null, kept, store,
                new OutboxOptions(credentialsTimeout, outbox.expireAfter(), outbox.settle(),
                        outbox.idempotencyField(), outbox.echoKey(), outbox.rules()), List.of(), log.logger()));
        sender.start();
    }

    /** Knows these, and no better ones. */
    static SignIn of(Credentials credentials) {
        return asking(() -> CompletableFuture.completedStage(credentials));
    }

    static SignIn asking(Supplier<CompletionStage<Credentials>> source) {
        return new SignIn() {
            @Override
            public CompletionStage<Credentials> credentials() {
                return source.get();
            }

            @Override
            public CompletionStage<Credentials> renew(Credentials refused) {
                return source.get();
            }
        };
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
        lane.close(sender::stop);
        call.close();
    }
}
