// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.TypingSignals;

/** Who is typing, as long as somebody can tell. */
public final class Typing {
    static final Duration TELL_EVERY = Duration.ofSeconds(3);
    static final Duration COUNTS = Duration.ofSeconds(6);

    private final Capability<TypingSignals> service;
    private final Clock clock;
    private final Map<ConversationId, Instant> heard = new ConcurrentHashMap<>();
    /** UI thread. */
    private final Map<ConversationId, Instant> told = new HashMap<>();

    public Typing(Capability<TypingSignals> service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    /** A customer types. Any thread. */
    public void heard(ConversationId conversation) {
        heard.put(conversation, clock.instant());
    }

    /** Nobody can tell any more. Any thread. */
    public void forget() {
        heard.clear();
    }

    /** How much longer a customer counts as typing; zero if they do not. Any thread. */
    public Duration left(ConversationId conversation) {
        Instant last = heard.get(conversation);
        Duration left = last == null ? Duration.ZERO : COUNTS.minus(Duration.between(last, clock.instant()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The agent types. UI thread. */
    public void agentTypes(ConversationId conversation) {
        Instant now = clock.instant();
        Instant last = told.get(conversation);
        if (service.isThere() && (last == null || Duration.between(last, now).compareTo(TELL_EVERY) >= 0)) {
            told.put(conversation, now);
            service.tell(signals -> signals.agentTypes(conversation));
        }
    }
}
