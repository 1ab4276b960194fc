// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.sending.Admission;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;

/** Takes messages in, or not: all parts of what is put or none. Lane, but for what says otherwise. */
final class Admitter {
    private final Core core;
    private final Dispatcher dispatcher;
    private final AgentWishes limits;

    Admitter(Core core, Dispatcher dispatcher, AgentWishes limits) {
        this.core = core;
        this.dispatcher = dispatcher;
        this.limits = limits;
    }

    void put(Putting putting) {
        Strand strand = core.book.strand(putting.to());
        strand.puts.add(putting);
        if (strand.puts.size() == 1) {
            next(strand);
        }
    }

    /** What is put later must not overtake what waits for the allowance. */
    private void next(Strand strand) {
        core.allowances.whenKnown(strand.id, known -> {
            for (Putting putting = strand.puts.poll(); putting != null; putting = strand.puts.poll()) {
                Reason reason = refusal(strand, putting, known);
                if (reason == null) {
                    take(strand, putting);
                } else {
                    refuse(putting, reason);
                }
            }
            core.book.tidy(strand);
        });
    }

    private Reason refusal(Strand strand, Putting putting, boolean known) {
        if (core.stopped || !known) {
            return Reason.NOT_STORED;
        }
        Reason limit = limits.limit(strand, putting.parts().size());
        return limit != null ? limit : core.book.takes(putting) ? null : Reason.FULL;
    }

    /** Completes both stages. */
    void refuse(Putting putting, Reason reason) {
        core.parts.logger().info("A message to {} was not taken: {}.", putting.to(), reason);
        core.complete(putting.answer(), new Admission.NotTaken(reason));
        core.complete(putting.outcome(), new SendOutcome.Refused(reason, ""));
    }

    private void take(Strand strand, Putting putting) {
        Instant now = core.parts.clock().instant();
        List<Slot> slots = new ArrayList<>();
        ClientId first = null;
        for (Outgoing part : putting.parts()) {
            ClientId id = ClientId.random();
            first = first == null ? id : first;
            Slot slot = new Slot(core.book.nextNumber(), strand, OutboxEntry.waiting(id, first, part, now), now);
            slot.storing = true;
            core.book.add(slot);
            slots.add(slot);
        }
        List<OutboxEntry> entries = slots.stream().map(slot -> slot.entry).toList();
        slots.get(0).outcome = putting.outcome();
        CompletionStage<Void> stored = Guarded.stage(() -> core.parts.kept().put(entries, putting.rest()));
        stored.whenComplete((done, failure) -> {
            if (!core.parts.lane().execute(() -> stored(strand, slots, entries, putting, failure))) {
                answer(entries, putting, failure);
            }
        });
    }

    private void stored(Strand strand, List<Slot> slots, List<OutboxEntry> entries, Putting putting,
            Throwable failure) {
        if (failure != null) {
            core.parts.logger().warn("A message to {} could not be stored, so it is not sent: {}", strand.id,
                    failure.getClass().getName());
            slots.forEach(core.book::remove);
        } else {
            slots.forEach(slot -> slot.storing = false);
            slots.forEach(dispatcher::watch);
        }
        core.show(strand);
        answer(entries, putting, failure);
        core.pump.accept(strand);
        core.book.tidy(strand);
    }

    /** Any thread: the store may be done after the outbox has stopped. */
    private void answer(List<OutboxEntry> entries, Putting putting, Throwable failure) {
        core.complete(putting.answer(), failure == null ? new Admission.Taken(entries)
                : new Admission.NotTaken(Reason.NOT_STORED));
        if (failure != null) {
            core.complete(putting.outcome(), new SendOutcome.Refused(Reason.NOT_STORED, ""));
        } else if (core.stopped) {
            // It is sent after the next start.
            core.complete(putting.outcome(), new SendOutcome.Unknown());
        }
    }
}
