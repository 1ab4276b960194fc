// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.KeySource;
import org.chatdock.api.store.Revised;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.store.internal.seal.MemoryKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes in whatever order, and whenever it is moved: the store answers as a simple list would. */
class StorePropertyTest {
    private static final int RUNS = 15;
    private static final int STEPS = 250;
    private static final String[] KINDS = { SenderType.USER, SenderType.USER, SenderType.AGENT, SenderType.SYSTEM,
            "robot" };

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;

    private Random random;
    private ModelStore model;
    private final KeySource keys = new MemoryKeys();
    private SqliteStore store;
    /** The store's arrivals, which have gaps, by the model's, which have none. */
    private final Map<Long, Long> arrivals = new HashMap<>();

    @Test
    void theStoreAnswersAsASimpleListWould() throws Exception {
        long seed = Long.getLong("chatdock.seed", System.nanoTime());
        for (int run = 0; run < RUNS; run++) {
            long seedOfRun = seed + run;
            random = new Random(seedOfRun);
            model = new ModelStore();
            arrivals.clear();
            if (run % 3 > 0) {
                TinyEpochs.create(directory.resolve("run" + run), options(), keys, random.nextInt(5));
            }
            store = open(directory.resolve("run" + run));
            try {
                for (int step = 0; step < STEPS; step++) {
                    step(directory.resolve("run" + run));
                }
                compare();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Dchatdock.seed=" + seedOfRun, e);
            } finally {
                store.close();
            }
        }
    }

    private SqliteStore open(Path where) {
        return new SqliteStore(where, options(), keys, Paces.NEVER, log.logger(), new CopyOnWriteArrayList<>());
    }

    StoreOptions options() {
        return StoreOptions.DEFAULT;
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private void step(Path where) throws Exception {
        int what = random.nextInt(100);
        if (what < 45) {
            appendSome();
        } else if (what < 60) {
            sendSome();
        } else if (what < 72) {
            mark();
        } else if (what < 76) {
            reviseSome();
        } else if (what < 85) {
            await(store.submit(move(1 + random.nextInt(5))));
        } else if (what < 87) {
            remove();
        } else if (what < 89) {
            store.close();
            store = open(where);
        } else {
            compare();
        }
    }

    /** Deletes or trims, sometimes not to the end. */
    private void remove() throws Exception {
        if (random.nextInt(3) == 0) {
            ConversationId conversation = conversation();
            model.delete(conversation);
            await(store.deleteCustomer(conversation));
            return;
        }
        Instant before = Instant.ofEpochSecond(random.nextInt(25), random.nextInt(2));
        int atOnce = 1 + random.nextInt(20);
        for (int left = 1; left > 0;) {
            left = await(store.submit(Write.alone(session -> session.trim(before, atOnce))));
            new StoreCheck(store).agreesWithList(store);
        }
        model.trim(before);
    }

    private void mark() throws Exception {
        ConversationId conversation = conversation();
        switch (random.nextInt(5)) {
            case 0 -> {
                MessageId upTo = id();
                await(store.markRead(conversation, upTo));
                model.markRead(conversation, upTo);
            }
            case 1 -> {
                MessageId from = random.nextBoolean() ? null : id();
                await(store.markUnread(conversation, from));
                model.markUnread(conversation, from);
            }
            case 2 -> {
                ConversationState state = ConversationState.values()[random.nextInt(3)];
                await(store.setState(conversation, state));
                model.setState(conversation, state);
            }
            default -> {
                await(store.markRead(conversation));
                model.markRead(conversation);
            }
        }
    }

    /** With messages between them, so that some share a transaction. */
    private void reviseSome() throws Exception {
        List<Revised> expected = new ArrayList<>();
        List<CompletionStage<Revised>> stages = new ArrayList<>();
        List<Message> messages = new ArrayList<>();
        try (BlockedWriter blocked = new BlockedWriter(store)) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                if (random.nextInt(3) == 0) {
                    Message message = message();
                    boolean understood = random.nextBoolean();
                    messages.add(message);
                    model.append(message, understood);
                    stages.add((understood ? store.append(message) : store.appendUnknown(message))
                            .thenApply(done -> null));
                    expected.add(null);
                } else {
                    long version = 1 + random.nextInt(4);
                    Revision revision = random.nextInt(4) == 0 ? Revision.recall(id(), version)
                            : Revision.edit(id(), version, "edit " + random.nextInt());
                    expected.add(model.revise(revision));
                    stages.add(store.revise(revision));
                }
            }
        }
        for (int i = 0; i < stages.size(); i++) {
            assertEquals(expected.get(i), await(stages.get(i)));
        }
        remember(messages);
    }

    private void remember(List<Message> messages) {
        for (Message message : messages) {
            if (model.find(message.id()) == null) {
                assertEquals(Optional.empty(), store.find(message.id()));
                continue;
            }
            arrivals.put(model.find(message.id()).arrival(), store.find(message.id()).orElseThrow().arrival());
        }
    }

    /** Moves some conversations, as the writer does when it has nothing else to do. */
    private static Write<Void> move(int messages) {
        return new Write<>(session -> {
            session.move(messages);
            return null;
        });
    }

    /** Several at once, so that some share a transaction. */
    private void appendSome() throws Exception {
        List<Appended> expected = new ArrayList<>();
        List<CompletionStage<Appended>> stages = new ArrayList<>();
        List<Message> messages = new ArrayList<>();
        try (BlockedWriter blocked = new BlockedWriter(store)) {
            for (int i = random.nextInt(6); i >= 0; i--) {
                Message message = message();
                boolean understood = random.nextInt(3) > 0;
                messages.add(message);
                expected.add(model.append(message, understood));
                stages.add(understood ? store.append(message) : store.appendUnknown(message));
            }
        }
        for (int i = 0; i < stages.size(); i++) {
            assertEquals(expected.get(i), await(stages.get(i)), messages.get(i).toString());
        }
        remember(messages);
    }

    /** With others' messages between them, and what was echoed already. */
    private void sendSome() throws Exception {
        List<Object> expected = new ArrayList<>();
        List<CompletionStage<?>> stages = new ArrayList<>();
        List<Message> messages = new ArrayList<>();
        try (BlockedWriter blocked = new BlockedWriter(store)) {
            for (int i = random.nextInt(8); i >= 0; i--) {
                Message message = message();
                OutboxEntry entry = Entries.waiting("e" + random.nextInt(9), conversation().value(),
                        "text " + random.nextInt());
                OutboxEntry sent = Entries.in(SendState.SENT, entry);
                switch (random.nextInt(5)) {
                    case 0, 1 -> {
                        model.put(entry);
                        expected.add(null);
                        stages.add(store.put(List.of(entry), null));
                    }
                    case 2 -> {
                        model.update(sent);
                        expected.add(null);
                        stages.add(store.update(List.of(sent)));
                    }
                    case 3 -> {
                        messages.add(message);
                        expected.add(model.append(message, false));
                        stages.add(store.appendUnknown(message));
                    }
                    default -> {
                        OutboxEntry claim = random.nextInt(3) == 0 ? sent : null;
                        messages.add(message);
                        expected.add(model.settle(entry.id(), message, claim));
                        stages.add(store.settle(entry.id(), message, claim));
                    }
                }
            }
        }
        for (int i = 0; i < stages.size(); i++) {
            assertEquals(expected.get(i), await(stages.get(i)));
        }
        remember(messages);
        assertEquals(model.entries(), store.entries());
    }

    private Message message() {
        String text = random.nextInt(20) == 0 ? "long ".repeat(500) : "text " + random.nextInt();
        return new Message(id(), conversation(), "from", "to", KINDS[random.nextInt(KINDS.length)], "text", text,
                Attachment.NONE, Instant.ofEpochSecond(random.nextInt(40), random.nextInt(2)), Map.of());
    }

    private MessageId id() {
        return new MessageId("m" + random.nextInt(250));
    }

    private ConversationId conversation() {
        return new ConversationId("c" + random.nextInt(6));
    }

    private void compare() {
        assertEquals(model.size(), store.size());
        assertEquals(model.entries(), store.entries());
        assertEquals(summaries(model.conversations()), withoutReadTo(store.conversations()));
        assertEquals(model.lastReceived(), store.lastReceived());
        assertEquals(stored(model.unknown()), store.unknown(0, 1000));
        List<StoredMessage> unknown = stored(model.unknown());
        if (unknown.size() > 2) {
            assertEquals(unknown.subList(1, 3), store.unknown(unknown.get(0).arrival(), 2));
        }
        for (int i = 0; i < 10; i++) {
            ConversationId conversation = conversation();
            MessageId before = random.nextInt(4) == 0 ? null : id();
            int limit = random.nextInt(12);
            assertEquals(stored(model.page(conversation, before, limit)), store.page(conversation, before, limit));
            assertEquals(stored(model.pageAfter(conversation, before, limit)),
                    store.pageAfter(conversation, before, limit));
            MessageId id = id();
            StoredMessage found = model.find(id);
            assertEquals(found == null ? null : stored(found), store.find(id).orElse(null));
        }
    }

    private List<ConversationSummary> summaries(List<ConversationSummary> list) {
        return list.stream().map(each -> with(each, stored(each.last()))).toList();
    }

    /** The store counts other events among the arrivals; what follows from the number is compared. */
    private static List<ConversationSummary> withoutReadTo(List<ConversationSummary> list) {
        return list.stream().map(each -> with(each, each.last())).toList();
    }

    private static ConversationSummary with(ConversationSummary of, StoredMessage last) {
        return new ConversationSummary(of.id(), last, of.unread(), 0, of.waitingSince(), of.deadline(), of.state(),
                of.draft(), of.tags());
    }

    private List<StoredMessage> stored(List<StoredMessage> list) {
        return list.stream().map(this::stored).toList();
    }

    private StoredMessage stored(StoredMessage of) {
        return new StoredMessage(of.message(), arrivals.get(of.arrival()), of.understood(), of.version(),
                of.recalled());
    }
}
