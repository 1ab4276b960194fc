// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.DraftStore;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.testkit.RecordingLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DraftKeeperTest {
    private static final ConversationId ANN = new ConversationId("ann");
    private static final ConversationId BOB = new ConversationId("bob");

    /** A task for later, and when. */
    private record Planned(long atMillis, Runnable task) {
    }

    private final RecordingLogger log = new RecordingLogger();
    private final List<Planned> plan = new ArrayList<>();
    private final DraftKeeper keeper = new DraftKeeper((millis, task) -> plan.add(new Planned(this.millis + millis,
            task)), log.logger());
    private final MemoryDrafts store = new MemoryDrafts();
    private long millis;

    @AfterEach
    void errors() {
        log.assertNoErrors();
        log.assertNowhere("secret");
    }

    /** Lets time pass and runs what is due. */
    private void pass(long step) {
        millis += step;
        for (Planned planned : List.copyOf(plan)) {
            if (planned.atMillis() <= millis) {
                plan.remove(planned);
                planned.task().run();
            }
        }
    }

    private static StoredDraft draft(String text) {
        return new StoredDraft(text, text.length(), List.of());
    }

    private void start() {
        keeper.setStore(store, kept -> {
            // Not of interest.
        });
        pass(0);
    }

    @Test
    void whoTypesOnAndOnLosesHalfASecondAtMost() {
        start();
        for (int i = 1; i <= 10; i++) {
            keeper.changed(ANN, draft("secret ".repeat(i)));
            pass(100);
        }
        assertEquals(Map.of(ANN, draft("secret ".repeat(10))), drafts(500));
    }

    private Map<ConversationId, StoredDraft> drafts(long later) {
        Map<ConversationId, StoredDraft> soFar = store.drafts();
        assertEquals(1, soFar.size(), "Something is kept already.");
        pass(later);
        return store.drafts();
    }

    @Test
    void nothingIsWrittenBeforeThePauseIsOver() {
        start();
        keeper.changed(ANN, draft("secret"));
        pass(DraftKeeper.PAUSE_MILLIS - 1);
        assertEquals(Map.of(), store.drafts());
        pass(1);
        assertEquals(Map.of(ANN, draft("secret")), store.drafts());
    }

    @Test
    void whatIsSentIsForgottenAtOnce() {
        start();
        keeper.changed(ANN, draft("secret"));
        keeper.changed(BOB, draft("secret, too"));
        pass(DraftKeeper.PAUSE_MILLIS);
        keeper.changed(ANN, draft(""));
        pass(0);
        assertEquals(Map.of(BOB, draft("secret, too")), store.drafts());
    }

    @Test
    void whatTheDiskDoesNotTakeIsOfferedAgain() {
        start();
        store.setFull(true);
        keeper.changed(ANN, draft("secret"));
        pass(DraftKeeper.PAUSE_MILLIS);
        assertEquals(Map.of(), store.drafts());
        store.setFull(false);
        pass(DraftKeeper.RETRY_MILLIS);
        assertEquals(Map.of(ANN, draft("secret")), store.drafts());
    }

    @Test
    void anOlderDraftNeverReplacesANewerOne() {
        start();
        store.setFull(true);
        keeper.changed(ANN, draft("secret"));
        pass(DraftKeeper.PAUSE_MILLIS);
        keeper.changed(ANN, draft("secret 2"));
        store.setFull(false);
        pass(DraftKeeper.RETRY_MILLIS);
        assertEquals(Map.of(ANN, draft("secret 2")), store.drafts());
    }

    @Test
    void whatIsWrittenWithoutAStoreIsKeptForIt() {
        keeper.changed(ANN, draft("secret"));
        pass(DraftKeeper.PAUSE_MILLIS);
        start();
        assertEquals(Map.of(ANN, draft("secret")), store.drafts());
        keeper.unsetStore(store);
        keeper.changed(ANN, draft("secret 2"));
        pass(DraftKeeper.PAUSE_MILLIS);
        assertEquals(Map.of(ANN, draft("secret")), store.drafts());
    }

    @Test
    void aStoreThatGoesGetsWhatItLacksFirst() {
        start();
        keeper.changed(ANN, draft("secret"));
        keeper.unsetStore(new MemoryDrafts());
        assertEquals(Map.of(), store.drafts());
        keeper.unsetStore(store);
        assertEquals(Map.of(ANN, draft("secret")), store.drafts());
    }

    @Test
    void flushedAtTheEndNothingIsMissing() {
        start();
        keeper.changed(ANN, draft("secret"));
        keeper.flush();
        assertEquals(Map.of(ANN, draft("secret")), store.drafts());
    }

    @Test
    void whatWasKeptComesBack() {
        store.put(ANN, draft("secret"));
        List<Map<ConversationId, StoredDraft>> loaded = new ArrayList<>();
        keeper.setStore(store, loaded::add);
        pass(0);
        assertEquals(List.of(Map.of(ANN, draft("secret"))), loaded);
    }

    @Test
    void nothingOfAHeldConversationIsWrittenUntilItIsReleased() {
        start();
        keeper.changed(ANN, draft("secret"));
        keeper.changed(BOB, draft("secret, too"));
        List<String> order = new ArrayList<>();
        keeper.hold(ANN, draft("secret"), () -> order.add("put"));
        assertEquals(List.of("put"), order);
        assertEquals(Map.of(ANN, draft("secret")), store.drafts(), "Once more, before.");
        store.remove(ANN);
        keeper.changed(ANN, draft("secret more"));
        pass(DraftKeeper.PAUSE_MILLIS);
        assertEquals(Map.of(BOB, draft("secret, too")), store.drafts());
        keeper.release(ANN, draft("more"), draft(""));
        pass(DraftKeeper.PAUSE_MILLIS);
        assertEquals(Map.of(ANN, draft("more"), BOB, draft("secret, too")), store.drafts());
    }

    @Test
    void whatTheStoreHasAlreadyIsNotWrittenAgain() {
        start();
        keeper.hold(ANN, draft("secret"), () -> {
            // The outbox takes it.
        });
        store.remove(ANN);
        keeper.release(ANN, draft(""), draft(""));
        assertEquals(0, plan.size());
    }

    @Test
    void aDraftFromBeforeASendThatTheDiskRefusedDoesNotComeBack() {
        Stalled slow = new Stalled();
        keeper.setStore(slow, kept -> {
            // Not of interest.
        });
        pass(0);
        keeper.changed(ANN, draft("secret"));
        pass(DraftKeeper.PAUSE_MILLIS);
        keeper.hold(ANN, draft("secret"), () -> {
            // The outbox takes it.
        });
        keeper.release(ANN, draft(""), draft(""));
        slow.fail(0);
        pass(DraftKeeper.RETRY_MILLIS);
        assertEquals(List.of(draft("secret"), draft("secret")), slow.put);
    }

    @Test
    void aSendWaitsForADraftThatIsJustBeingHandedOver() {
        List<String> order = new ArrayList<>();
        Stalled slow = new Stalled();
        slow.during = () -> {
            slow.during = () -> {
                // Once.
            };
            keeper.hold(ANN, draft("secret 2"), () -> order.add("outbox after " + slow.put.size()));
            order.add("held");
        };
        keeper.setStore(slow, kept -> {
            // Not of interest.
        });
        pass(0);
        keeper.changed(ANN, draft("secret"));
        pass(DraftKeeper.PAUSE_MILLIS);
        assertEquals(List.of("held", "outbox after 2"), order);
        assertEquals(List.of(draft("secret"), draft("secret 2")), slow.put);
    }

    /** Takes drafts and answers later. */
    private static final class Stalled implements DraftStore {
        private final List<StoredDraft> put = new ArrayList<>();
        private final List<CompletableFuture<Void>> answers = new ArrayList<>();
        /** Runs before a draft is taken. */
        private Runnable during = () -> {
            // Nothing.
        };

        void fail(int index) {
            answers.get(index).completeExceptionally(new StoreException("The disk is full.", null));
        }

        @Override
        public Map<ConversationId, StoredDraft> drafts() {
            return Map.of();
        }

        @Override
        public CompletionStage<Void> put(ConversationId conversation, StoredDraft draft) {
            during.run();
            put.add(draft);
            answers.add(new CompletableFuture<>());
            return answers.get(answers.size() - 1);
        }

        @Override
        public CompletionStage<Void> remove(ConversationId conversation) {
            throw new AssertionError("An empty draft is as good as none.");
        }
    }
}
