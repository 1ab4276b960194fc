// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.Allowance;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendHealth;
import org.chatdock.api.sending.SendState;

/** What everybody may see of the outbox, from memory. The lane writes, any thread reads. */
final class Showcase {
    private record Shown(long number, OutboxEntry entry) {
    }

    private final Map<ConversationId, List<Shown>> entries = new ConcurrentHashMap<>();
    private final Map<ConversationId, Allowance> allowances = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Teller teller;
    /** The lane writes it. */
    private volatile SendHealth health;

    Showcase(Clock clock, Teller teller) {
        this.clock = clock;
        this.teller = teller;
        health = new SendHealth(SendHealth.State.UNTRIED, clock.instant(), 0, "");
    }

    /**
     * Shows a conversation as it is now.
     *
     * @param allowance null if there is none to show
     * @param waiting how many messages wait or are under way, in all conversations
     */
    void show(Strand strand, Allowance allowance, int waiting) {
        List<Shown> shown = strand.slots.stream().filter(slot -> !slot.storing)
                .map(slot -> new Shown(slot.number, slot.shown())).toList();
        if (shown.isEmpty()) {
            entries.remove(strand.id);
        } else {
            entries.put(strand.id, shown);
        }
        if (allowance != null) {
            allowances.put(strand.id, allowance);
        }
        health = new SendHealth(health.state(), health.since(), waiting, health.serviceText());
        teller.changed(strand.id);
    }

    /** The call does so. */
    void health(SendHealth.State state, String text) {
        if (health.state() != state || !health.serviceText().equals(text)) {
            boolean tell = health.state() != state;
            health = new SendHealth(state, tell ? clock.instant() : health.since(), health.waiting(), text);
            if (tell) {
                teller.health(health);
            }
        }
    }

    List<OutboxEntry> all() {
        List<Shown> all = new ArrayList<>();
        entries.values().forEach(all::addAll);
        all.sort(Comparator.comparingLong(Shown::number));
        return all.stream().map(Shown::entry).toList();
    }

    List<OutboxEntry> of(ConversationId conversation) {
        return entries.getOrDefault(conversation, List.of()).stream().map(Shown::entry).toList();
    }

    SendHealth health() {
        return health;
    }

    Optional<Allowance> allowance(ConversationId conversation) {
        return Optional.ofNullable(allowances.get(conversation));
    }

    /** Whether the agent has something to see in that state. */
    static boolean waits(OutboxEntry entry) {
        return waits(entry.state());
    }

    static boolean waits(SendState state) {
        return state == SendState.WAITING || state == SendState.SENDING;
    }
}
