// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongUnaryOperator;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.connection.HistorySource;
import org.chatdock.api.connection.SignIn;
import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.Admission;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.OutboxListener;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendHealth;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendState;
import org.chatdock.sending.internal.KeptEntries;
import org.chatdock.sending.internal.RecordedLog;
import org.chatdock.sending.internal.quota.ReplyRules;
import org.chatdock.store.memory.MemoryStore;
import org.chatdock.testkit.ManualClock;
import org.osgi.service.log.Logger;

/** An outbox in virtual time, with everything around it that a test can turn. On the test's thread. */
final class World {
    static final ConversationId ANN = new ConversationId("ann");
    static final ConversationId BOB = new ConversationId("bob");
    static final Credentials AGENT = new Credentials("corp", "agent", RecordedLog.SECRET);

    final ManualClock clock = new ManualClock();
    final MemoryStore store = MemoryStore.direct();
    final KeptEntries kept;
    private final Logger logger;
    final List<Set<ConversationId>> told = new ArrayList<>();
    final List<SendHealth.State> health = new ArrayList<>();
    final List<OutboxListener> listeners = new ArrayList<>();
    OutboxOptions options = new OutboxOptions(Duration.ofSeconds(15), Duration.ofMinutes(60), Duration.ofSeconds(10),
            "", "clientId", new ReplyRules(Duration.ZERO, 0));
    LongUnaryOperator random = bound -> bound;
    SignIn signIn = knows(AGENT, AGENT);
    HistorySource history;
    ManualLane lane;
    ScriptedCall call;
    DurableOutbox outbox;

    World(RecordedLog log) {
        this(log.logger(), Runnable::run);
    }

    /** @param writing commits what is written to the outbox's table */
    World(Logger logger, Executor writing) {
        this.logger = logger;
        kept = new KeptEntries(store, writing);
        store.addListener(change -> {
            if (outbox != null) {
                outbox.storeChanged(change);
            }
        });
        listeners.add(new OutboxListener() {
            @Override
            public void outboxChanged(Set<ConversationId> conversations) {
                told.add(conversations);
            }

            @Override
            public void sendHealthChanged(SendHealth now) {
                health.add(now.state());
            }
        });
    }

    World with(Duration expireAfter, ReplyRules rules) {
        options = new OutboxOptions(options.credentialsTimeout(), expireAfter, options.settle(),
                options.idempotencyField(), options.echoKey(), rules);
        return this;
    }

    World start() {
        lane = new ManualLane(clock);
        call = new ScriptedCall(lane);
        outbox = new DurableOutbox(new OutboxParts(lane, clock, lane::millis, bound -> random.applyAsLong(bound), call,
                () -> signIn, () -> history, kept, store, options, listeners, logger));
        outbox.start();
        return this;
    }

    /** The process is killed and started again. */
    void kill() {
        lane.kill();
        start();
    }

    static SignIn knows(Credentials now, Credentials renewed) {
        return new SignIn() {
            @Override
            public CompletionStage<Credentials> credentials() {
                return CompletableFuture.completedStage(now);
            }

            @Override
            public CompletionStage<Credentials> renew(Credentials refused) {
                return CompletableFuture.completedStage(renewed);
            }
        };
    }

    Admission put(ConversationId to, String... texts) {
        List<Outgoing> parts = new ArrayList<>();
        for (String text : texts) {
            parts.add(Outgoing.text(to, text));
        }
        return now(outbox.put(parts, null));
    }

    OutboxEntry one(ConversationId to, String text) {
        return ((Admission.Taken) put(to, text)).entries().get(0);
    }

    static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().getNow(null);
    }

    OutboxEntry entry(OutboxEntry of) {
        return outbox.entries().stream().filter(entry -> entry.id().equals(of.id())).findFirst().orElse(null);
    }

    SendState state(OutboxEntry of) {
        OutboxEntry entry = entry(of);
        return entry == null ? null : entry.state();
    }

    Reason reason(OutboxEntry of) {
        return entry(of).reason();
    }

    SendState onDisk(OutboxEntry of) {
        OutboxEntry entry = kept.entry(of.id());
        return entry == null ? null : entry.state();
    }

    void advance(long millis) {
        lane.advance(Duration.ofMillis(millis));
    }

    /** What is stored of a conversation, in order. */
    List<String> stored(ConversationId conversation) {
        return store.page(conversation, null, 1000).stream().map(stored -> stored.message().content()).toList();
    }

    Message agents(String id, ConversationId to, String text, Map<String, Object> extra) {
        return new Message(new MessageId(id), to, "corp_agent", to.value(), "agent", "text", text, Attachment.NONE,
                clock.instant(), extra);
    }

    Message customers(String id, ConversationId from, Instant time) {
        return new Message(new MessageId(id), from, from.value(), "corp_agent", "user", "text", "?", Attachment.NONE,
                time, Map.of());
    }
}
