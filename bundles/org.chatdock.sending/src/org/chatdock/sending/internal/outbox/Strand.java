// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendState;
import org.chatdock.sending.internal.settle.Echo;

/** The messages to one customer, in order. Belongs to the lane. */
final class Strand {
    final ConversationId id;
    /** By their numbers. */
    final List<Slot> slots = new ArrayList<>();
    /** Messages of ours that others must not be taken for; each is kept on disk, too. */
    final Map<MessageId, OutboxEntry> claims = new HashMap<>();
    /** What is to be put, and waits for the allowance. */
    final Queue<Putting> puts = new ArrayDeque<>();
    /** The one request that is under way; null if none is. */
    Flight flight;

    Strand(ConversationId id) {
        this.id = id;
    }

    /** Whose turn it is; null if nobody may leave now. */
    Slot next() {
        if (flight != null || slots.stream().anyMatch(Slot::isBeingStored)) {
            return null;
        }
        for (Slot slot : slots) {
            if (slot.holds()) {
                return null;
            }
            if (slot.isReady()) {
                return slot;
            }
        }
        return null;
    }

    /** Whether the message of this one could be taken for that of another one of ours, whose fate is open. */
    boolean hasDoubtLike(OutboxEntry entry) {
        return slots.stream().anyMatch(slot -> !slot.id().equals(entry.id()) && !slot.settling
                && (slot.is(SendState.UNKNOWN) || slot.is(SendState.SENDING) || slot.doubtful)
                && Echo.alike(slot.entry, entry));
    }

    /** Whether another one is under way, so that its message may be there before its answer is. */
    boolean hasFlightLike(Slot other) {
        return flight != null && flight.slot() != other && Echo.alike(flight.slot().entry, other.entry);
    }

    /** Whether the message is known as another one's, stored or not. */
    boolean isClaimed(MessageId message) {
        return claims.containsKey(message)
                || slots.stream().anyMatch(slot -> slot.sent != null && slot.sent.id().equals(message));
    }

    /** The later parts of what was sent with the same key press. */
    List<Slot> partsAfter(Slot part) {
        return slots.stream()
                .filter(slot -> slot.number > part.number && slot.entry.first().equals(part.entry.first())).toList();
    }

    boolean isEmpty() {
        return slots.isEmpty() && claims.isEmpty() && puts.isEmpty() && flight == null;
    }
}
