// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.store;

import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.OutboxStore;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.CustomerCache;
import org.chatdock.api.store.DraftStore;
import org.chatdock.api.store.MessageSearch;
import org.chatdock.api.store.NoteStore;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoreListener;
import org.chatdock.api.store.StoreMaintenance;
import org.chatdock.api.store.StoredMessage;

/** What a subclass of the contract brings, and what all its parts need. */
abstract class StoreContract {
    static final ConversationId ANN = new ConversationId("ann");
    static final ConversationId BOB = new ConversationId("bob");
    private static final ConversationId MARK = new ConversationId("mark");

    private final AtomicInteger marks = new AtomicInteger();

    /** The store under test: empty at the beginning of a test, always the same one during it. */
    protected abstract ConversationStore store();

    /** Registers a listener with the store under test. */
    protected abstract void listen(StoreListener listener);

    /** What the store under test was told that customers are promised; null: nothing. */
    protected Duration answerWithin() {
        return null;
    }

    /** The drafts beside the store, by default itself; without them what is said of them is not tested. */
    protected Optional<DraftStore> drafts() {
        return asIs(DraftStore.class);
    }

    /** As {@link #drafts}: the notes. */
    protected Optional<NoteStore> notes() {
        return asIs(NoteStore.class);
    }

    /** As {@link #drafts}: the names. */
    protected Optional<CustomerCache> customers() {
        return asIs(CustomerCache.class);
    }

    /** As {@link #drafts}: the search. */
    protected Optional<MessageSearch> search() {
        return asIs(MessageSearch.class);
    }

    /** As {@link #drafts}: what is done to a store seldom. */
    protected Optional<StoreMaintenance> maintenance() {
        return asIs(StoreMaintenance.class);
    }

    /** As {@link #drafts}: the outbox. */
    protected Optional<OutboxStore> outbox() {
        return asIs(OutboxStore.class);
    }

    private <T> Optional<T> asIs(Class<T> service) {
        return Optional.of(store()).filter(service::isInstance).map(service::cast);
    }

    static <T> T offered(Optional<T> service) {
        assumeTrue(service.isPresent(), "the store offers no such service");
        return service.orElseThrow();
    }

    protected static <T> T await(CompletionStage<T> stage) throws Exception {
        CompletableFuture<T> ended = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                ended.complete(value);
            } else {
                ended.completeExceptionally(failure);
            }
        });
        return ended.get(60, TimeUnit.SECONDS);
    }

    Appended append(Message message) throws Exception {
        return await(store().append(message));
    }

    static MessageId id(String id) {
        return new MessageId(id);
    }

    StoredMessage stored(String id) {
        return store().find(id(id)).orElseThrow();
    }

    List<String> ids(ConversationId conversation) {
        return ids(store().page(conversation, null, Integer.MAX_VALUE));
    }

    static List<String> ids(List<StoredMessage> page) {
        return page.stream().map(stored -> stored.message().id().value()).toList();
    }

    ConversationSummary summary(ConversationId conversation) {
        return store().conversations().stream().filter(summary -> summary.id().equals(conversation)).findAny()
                .orElseThrow();
    }

    /** The unread messages in order, as the arrival tells up to which it is read; the number must be the same. */
    List<String> unread(ConversationId conversation) {
        ConversationSummary summary = summary(conversation);
        List<String> unread = ids(store().page(conversation, null, Integer.MAX_VALUE).stream()
                .filter(stored -> stored.message().fromCustomer() && stored.arrival() > summary.readTo()).toList());
        assertEquals(unread.size(), summary.unread(), () -> "unread " + unread);
        return unread;
    }

    /** What is told from now on. */
    BlockingQueue<StoreChange> listening() {
        BlockingQueue<StoreChange> told = new LinkedBlockingQueue<>();
        listen(told::add);
        return told;
    }

    static StoreChange next(BlockingQueue<StoreChange> told) throws InterruptedException {
        StoreChange change = told.poll(60, TimeUnit.SECONDS);
        assertNotNull(change, "nothing was told");
        return change;
    }

    /** Something of a conversation was told, and that no message is new. */
    static void assertTold(ConversationId conversation, BlockingQueue<StoreChange> told) throws InterruptedException {
        assertEquals(new StoreChange(Set.of(conversation), List.of()), next(told));
    }

    /** Nothing was told: what is told next is what is committed now. */
    void assertNothingTold(BlockingQueue<StoreChange> told) throws Exception {
        Message mark = fromUser(MARK.value(), "mark " + marks.incrementAndGet(), 0);
        append(mark);
        assertEquals(new StoreChange(Set.of(MARK), List.of(mark)), next(told));
    }
}
