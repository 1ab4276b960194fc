// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.api.store.StoredMessage;

/** The list of conversations in the making. */
final class Summaries {
    private static final Comparator<ConversationSummary> NEWEST_FIRST = Comparator
            .comparing((ConversationSummary summary) -> position(summary.last())).reversed();

    private final Duration answerWithin;
    private final Map<ConversationId, StoredDraft> drafts;
    private final Map<ConversationId, Set<String>> tags;
    private final List<ConversationSummary> list = new ArrayList<>();

    /** {@code answerWithin}: how long a customer may wait; null: nothing is promised. */
    Summaries(Duration answerWithin, Map<ConversationId, StoredDraft> drafts, Map<ConversationId, Set<String>> tags) {
        this.answerWithin = answerWithin;
        this.drafts = drafts;
        this.tags = tags;
    }

    void add(ConversationId id, StoredMessage last, int unread, long readTo, ConversationState state, Instant waiting) {
        Instant deadline = waiting == null || answerWithin == null ? null : waiting.plus(answerWithin);
        StoredDraft draft = drafts.get(id);
        list.add(new ConversationSummary(id, last, unread, readTo, waiting, deadline, state,
                draft == null ? "" : draft.text(), tags.getOrDefault(id, Set.of())));
    }

    private static Position position(StoredMessage message) {
        return new Position(message.message().time(), message.arrival());
    }

    List<ConversationSummary> newestFirst() {
        list.sort(NEWEST_FIRST);
        return Collections.unmodifiableList(list);
    }
}
