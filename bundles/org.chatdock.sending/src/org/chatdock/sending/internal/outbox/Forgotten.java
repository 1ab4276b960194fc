// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.StoreChange;

/**
 * Finds out whether entries are gone from the disk, say because their customer was deleted: what is not there must not
 * be sent. Lane.
 */
final class Forgotten {
    private final Core core;
    private final Dispatcher dispatcher;
    private final Unknowns unknowns;

    Forgotten(Core core, Dispatcher dispatcher, Unknowns unknowns) {
        this.core = core;
        this.dispatcher = dispatcher;
        this.unknowns = unknowns;
    }

    /** A conversation that changed without a new message may have been deleted. */
    void storeChanged(StoreChange change) {
        Set<ConversationId> grown = change.added().stream().map(Message::conversation).collect(Collectors.toSet());
        for (ConversationId conversation : change.conversations()) {
            Strand strand = core.book.find(conversation);
            if (strand != null && !strand.slots.isEmpty() && !grown.contains(conversation)) {
                // What is being stored only now may not be there yet.
                List<Slot> stored = strand.slots.stream().filter(slot -> !slot.storing).toList();
                core.disk.execute(() -> compare(stored));
            }
        }
    }

    private void compare(List<Slot> stored) {
        try {
            Set<ClientId> kept = core.parts.kept().entries().stream().map(OutboxEntry::id).collect(Collectors.toSet());
            core.parts.lane().execute(() -> stored.stream().filter(slot -> !kept.contains(slot.id()))
                    .forEach(this::forget));
        } catch (RuntimeException e) {
            core.parts.logger().warn("The outbox could not be compared with the disk: {}", e.getClass().getName());
        }
    }

    private void forget(Slot slot) {
        if (core.stopped || core.book.find(slot.id()) != slot || slot.settling || slot.discarded
                || slot.is(SendState.SENDING)) {
            return;
        }
        if (slot.strand.flight != null && slot.strand.flight.slot() == slot) {
            slot.discarded = true;
            dispatcher.cancelled(slot.strand);
        }
        slot.stopRest();
        slot.hold.cancel();
        unknowns.stop(slot);
        core.decide(slot, false);
        core.end(slot, slot.doubtful ? new SendOutcome.Unknown() : new SendOutcome.Expired());
        core.drop(slot);
    }
}
