// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.settle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.chatdock.api.connection.HistoryPage;
import org.chatdock.api.connection.HistorySource;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.sending.internal.lane.Lane;
import org.chatdock.sending.internal.lane.Serial;
import org.osgi.service.log.Logger;

/**
 * Asks the history for what the agent sent after a message: one question at a time, for all conversations that wait for
 * an answer. Asked on the lane, and answers there; the state belongs to it.
 */
public final class HistoryLook {
    private static final int MOST_PAGES = 20;
    private static final long LONGEST_MILLIS = 30_000;

    private record Question(ConversationId conversation, MessageId after, Consumer<List<Message>> then) {
    }

    private final Supplier<HistorySource> source;
    private final ConversationStore store;
    private final Serial disk;
    private final Executor outside;
    private final Lane lane;
    private final Logger logger;

    private List<Question> waiting = new ArrayList<>();
    /** Null if nothing is asked. */
    private Asking asking;

    /**
     * @param source gives null if there is none
     * @param outside runs the source's code
     */
    public HistoryLook(Supplier<HistorySource> source, ConversationStore store, Serial disk, Executor outside,
            Lane lane, Logger logger) {
        this.source = source;
        this.store = store;
        this.disk = disk;
        this.outside = outside;
        this.lane = lane;
        this.logger = logger;
    }

    /**
     * @param after null: from the beginning
     * @param then gets the agent's messages in order, within 30 seconds from the question's turn; empty if nobody
     *            knows the history, or it fails
     */
    public void after(ConversationId conversation, MessageId after, Consumer<List<Message>> then) {
        waiting.add(new Question(conversation, after, then));
        if (asking == null) {
            next();
        }
    }

    private void next() {
        if (waiting.isEmpty()) {
            return;
        }
        HistorySource asked = source.get();
        if (asked == null) {
            List<Question> unanswered = waiting;
            waiting = new ArrayList<>();
            unanswered.forEach(question -> question.then().accept(List.of()));
            return;
        }
        asking = new Asking(asked, takeBatch());
        asking.begin();
    }

    /** A conversation can be asked for after one message only; who asks for another one waits for the next time. */
    private Map<ConversationId, List<Question>> takeBatch() {
        Map<ConversationId, List<Question>> batch = new HashMap<>();
        List<Question> rest = new ArrayList<>();
        for (Question question : waiting) {
            List<Question> same = batch.computeIfAbsent(question.conversation(), key -> new ArrayList<>());
            if (same.isEmpty() || Objects.equals(same.get(0).after(), question.after())) {
                same.add(question);
            } else {
                rest.add(question);
            }
        }
        waiting = rest;
        return batch;
    }

    /** One question, page by page. */
    private final class Asking {
        private final HistorySource asked;
        private final Map<ConversationId, List<Question>> batch;
        private final Map<ConversationId, List<Message>> found = new HashMap<>();
        private Lane.Timer limit = Lane.Timer.NONE;
        private Map<ConversationId, MessageId> known = Map.of();
        private int pages;

        Asking(HistorySource asked, Map<ConversationId, List<Question>> batch) {
            this.asked = asked;
            this.batch = batch;
        }

        void begin() {
            limit = lane.schedule(LONGEST_MILLIS, this::end);
            disk.execute(() -> {
                Map<ConversationId, MessageId> stored = stored();
                onLane(() -> ask(stored));
            });
        }

        /**
         * The newest message of each conversation, whoever wrote it: of those that nobody asks about nothing is wanted,
         * and those that are not among the known ones would be given from their beginning.
         */
        private Map<ConversationId, MessageId> stored() {
            try {
                Map<ConversationId, MessageId> newest = new HashMap<>();
                store.conversations().forEach(each -> newest.put(each.id(), each.last().message().id()));
                return newest;
            } catch (RuntimeException e) {
                logger.warn("The store could not be read before asking the history: {}", e.getClass().getName());
                return null;
            }
        }

        private void ask(Map<ConversationId, MessageId> stored) {
            if (stored == null) {
                end();
                return;
            }
            batch.forEach((conversation, questions) -> {
                MessageId after = questions.get(0).after();
                if (after == null) {
                    stored.remove(conversation);
                } else {
                    stored.put(conversation, after);
                }
            });
            known = Map.copyOf(stored);
            page(null);
        }

        private void page(String cursor) {
            pages++;
            try {
                outside.execute(() -> request(cursor));
            } catch (RejectedExecutionException e) {
                end();
            }
        }

        private void request(String cursor) {
            try {
                CompletionStage<HistoryPage> stage = asked.missed(known, cursor);
                stage.whenComplete((page, failure) -> onLane(() -> take(page, failure)));
            } catch (RuntimeException | LinkageError e) {
                onLane(() -> take(null, e));
            }
        }

        private void take(HistoryPage page, Throwable failure) {
            if (page == null) {
                logger.warn("The history could not be asked for a message whose answer was lost: {}",
                        failure == null ? "it gave no page" : failure.getClass().getName());
                end();
                return;
            }
            for (Message message : page.messages()) {
                if (SenderType.AGENT.equals(message.fromType()) && batch.containsKey(message.conversation())) {
                    found.computeIfAbsent(message.conversation(), key -> new ArrayList<>()).add(message);
                }
            }
            if (page.next() == null || pages >= MOST_PAGES) {
                end();
            } else {
                page(page.next());
            }
        }

        private void onLane(Runnable step) {
            lane.execute(() -> {
                if (asking == this) {
                    step.run();
                }
            });
        }

        private void end() {
            limit.cancel();
            asking = null;
            batch.forEach((conversation, questions) -> questions
                    .forEach(question -> question.then().accept(found.getOrDefault(conversation, List.of()))));
            if (asking == null) {
                next();
            }
        }
    }
}
