// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.ClientId;

/** All that is in the outbox. Bounded: an agent is told so rather than let to type into a heap. Lane. */
final class Book {
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_MESSAGES = 10_000;
    private static final long MOST_CHARS = 32L << 20;

    private final Map<ConversationId, Strand> strands = new LinkedHashMap<>();
    private final Map<ClientId, Slot> slots = new HashMap<>();
    private long chars;
    private long lastNumber;

    long nextNumber() {
        return ++lastNumber;
    }

    /** Made if it is not there. */
    Strand strand(ConversationId id) {
        return strands.computeIfAbsent(id, Strand::new);
    }

    /** Null if there is nothing of it. */
    Strand find(ConversationId id) {
        return strands.get(id);
    }

    /** Null if it is not there. */
    Slot find(ClientId id) {
        return slots.get(id);
    }

    /** A copy. */
    List<Strand> strands() {
        return List.copyOf(strands.values());
    }

    Collection<Slot> slots() {
        return slots.values();
    }

    void add(Slot slot) {
        slot.strand.slots.add(slot);
        slots.put(slot.id(), slot);
        chars += weight(slot);
    }

    void remove(Slot slot) {
        if (slots.remove(slot.id()) != null) {
            slot.strand.slots.remove(slot);
            chars -= weight(slot);
        }
    }

    /** Forgets it if nothing is left of it. */
    void tidy(Strand strand) {
        if (strand.isEmpty()) {
            strands.remove(strand.id);
        }
    }

    private static long weight(Slot slot) {
        return slot.entry.message().content().length();
    }

    /** How many wait or are under way. */
    int waiting() {
        return (int) slots.values().stream().filter(slot -> Showcase.waits(slot.shown())).count();
    }

    /** Whether there is room. A message of any size may pass when nothing else is there. */
    boolean takes(Putting putting) {
        int parts = putting.parts().size();
        return waiting() + parts <= MOST_WAITING && slots.size() + parts <= MOST_MESSAGES
                && (slots.isEmpty() || chars + putting.weight() <= MOST_CHARS);
    }
}
