// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendState;
import org.chatdock.sending.internal.lane.Serial;
import org.chatdock.sending.internal.quota.Allowances;

/** What all that decides has in common: the book, the disk, what is shown. Belongs to the lane. */
final class Core {
    final OutboxParts parts;
    final Book book = new Book();
    final Serial disk;
    final Writer writer;
    final Teller teller;
    final Showcase showcase;
    final Allowances allowances;
    private final LastSent lastSent = new LastSent();
    /** Nothing begins any more. The lane writes it; what comes late reads it on any thread. */
    volatile boolean stopped;
    /** Lets leave who may. Set once, before anything else. */
    Consumer<Strand> pump;

    Core(OutboxParts parts) {
        this.parts = parts;
        disk = new Serial(parts.call(), parts.logger());
        writer = new Writer(parts.kept(), parts.lane(), id -> {
            Slot slot = book.find(id);
            return slot == null || slot.storing || slot.discarded ? null : slot.entry;
        }, parts.logger());
        teller = new Teller(parts.listeners(), new Serial(parts.call(), parts.logger()), parts.logger());
        showcase = new Showcase(parts.clock(), teller);
        allowances = new Allowances(parts.options().rules(), parts.store(), disk, parts.lane(), parts.clock(),
                this::show, parts.logger());
    }

    long now() {
        return parts.millis().getAsLong();
    }

    private void show(ConversationId conversation) {
        Strand strand = book.find(conversation);
        show(strand != null ? strand : new Strand(conversation));
    }

    void show(Strand strand) {
        if (!stopped) {
            List<OutboxEntry> open = strand.slots.stream().map(slot -> slot.entry).toList();
            showcase.show(strand, allowances.of(strand.id, open), book.waiting());
        }
    }

    /** It is not in the outbox any more. */
    void drop(Slot slot) {
        book.remove(slot);
        show(slot.strand);
        dropClaims(slot.strand);
        pump.accept(slot.strand);
        book.tidy(slot.strand);
    }

    /** Claims are kept only for as long as there is somebody to be confused. */
    void dropClaims(Strand strand) {
        strand.claims.values().removeIf(claim -> {
            // What is not stored yet needs its entry on disk.
            boolean idle = book.find(claim.id()) == null && !strand.hasDoubtLike(claim);
            if (idle) {
                writer.remove(claim.id());
            }
            return idle;
        });
    }

    /** It is not sent, and keeps back the parts after it that wait. */
    void giveUp(Slot slot, SendState state, Reason reason, String text) {
        List<Slot> kept = slot.strand.partsAfter(slot).stream()
                .filter(part -> part.is(SendState.WAITING) && !part.discarded).toList();
        slot.stopRest();
        slot.entry = slot.with(state, reason, text, slot.entry.tries());
        for (Slot part : kept) {
            part.stopRest();
            part.entry = part.with(SendState.REFUSED, Reason.KEPT_BACK, "", part.entry.tries());
        }
        List<OutboxEntry> changed = new ArrayList<>(List.of(slot.entry));
        kept.forEach(part -> changed.add(part.entry));
        writer.keep(changed);
        end(slot, state == SendState.EXPIRED ? new SendOutcome.Expired() : new SendOutcome.Refused(reason, text));
        kept.forEach(part -> end(part, new SendOutcome.Refused(Reason.KEPT_BACK, "")));
        show(slot.strand);
    }

    /** @param then is told how it ends, once, not on the lane; at once if it has ended */
    void whenEnded(Slot slot, Consumer<SendOutcome> then) {
        CompletableFuture<SendOutcome> end = slot.outcome != null ? slot.outcome : new CompletableFuture<>();
        end.thenAccept(then);
        slot.outcome = end;
        SendOutcome ended = slot.ended();
        if (ended != null) {
            end(slot, ended);
        }
    }

    /** How a message ended that is not in the outbox any more; null if nobody remembers. */
    SendOutcome sent(ClientId id) {
        return lastSent.find(id);
    }

    /** Tells whoever waits for a message, once. */
    void end(Slot slot, SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Sent sent) {
            lastSent.add(slot.id(), sent);
        }
        complete(slot.outcome, outcome);
        slot.outcome = null;
    }

    /** Whether the message is sent again is decided. */
    void decide(Slot slot, boolean tried) {
        complete(slot.retry, tried);
        slot.retry = null;
    }

    /** Not on the lane: whoever waits may do anything. */
    <T> void complete(CompletableFuture<T> future, T value) {
        if (future == null) {
            return;
        }
        try {
            if (!stopped) {
                parts.call().execute(() -> future.complete(value));
                return;
            }
        } catch (RejectedExecutionException e) {
            // The room closes: its threads are gone, and this one goes, too.
        }
        future.complete(value);
    }
}
