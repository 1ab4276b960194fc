// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.sending.Allowance;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendState;

/** What the agent wants with messages that are not sent: to try once more, or to give up. Lane. */
final class AgentWishes {
    private final Core core;
    private final Dispatcher dispatcher;
    private final Unknowns unknowns;

    AgentWishes(Core core, Dispatcher dispatcher, Unknowns unknowns) {
        this.core = core;
        this.dispatcher = dispatcher;
        this.unknowns = unknowns;
    }

    void retry(ClientId id, CompletableFuture<Boolean> answer) {
        Slot slot = core.book.find(id);
        if (slot == null || slot.discarded || slot.settling || slot.storing || slot.retry != null || slot.wanted) {
            core.complete(answer, false);
        } else if (slot.is(SendState.UNKNOWN)) {
            slot.retry = answer;
            fresh(slot, true);
            unknowns.seekBeforeRetry(slot);
        } else if (slot.is(SendState.REFUSED) || slot.is(SendState.EXPIRED)) {
            slot.retry = answer;
            core.allowances.whenKnown(slot.strand.id, known -> retryUnsent(slot, known));
        } else {
            core.complete(answer, false);
        }
    }

    private static void fresh(Slot slot, boolean single) {
        slot.single = single;
        slot.renewed = false;
        slot.firstTry = -1;
    }

    /** The parts that it kept back follow it, and wait with it. */
    private void retryUnsent(Slot slot, boolean known) {
        if (core.stopped || slot.discarded) {
            core.decide(slot, false);
            return;
        }
        List<Slot> round = new ArrayList<>(List.of(slot));
        for (Slot part : slot.strand.partsAfter(slot)) {
            if (part.entry.reason() == Reason.KEPT_BACK && !part.discarded && part.retry == null) {
                round.add(part);
            }
        }
        Reason limit = known ? limit(slot.strand, round.size()) : Reason.NOT_STORED;
        if (limit != null) {
            slot.entry = slot.with(SendState.REFUSED, limit, "", slot.entry.tries());
            core.writer.keep(List.of(slot.entry));
            core.decide(slot, false);
            core.show(slot.strand);
            return;
        }
        List<OutboxEntry> before = round.stream().map(each -> each.entry).toList();
        for (Slot each : round) {
            fresh(each, each == slot);
            each.since = core.parts.clock().instant();
            each.entry = each.with(SendState.WAITING, null, "", 0);
            each.resting = true;
        }
        core.show(slot.strand);
        core.writer.write(round.stream().map(each -> each.entry).toList(), written -> begun(round, before, written));
    }

    private void begun(List<Slot> round, List<OutboxEntry> before, boolean written) {
        for (int i = 0; i < round.size(); i++) {
            Slot each = round.get(i);
            each.resting = false;
            if (written) {
                dispatcher.watch(each);
            } else {
                each.entry = before.get(i);
                core.end(each, each.ended());
            }
        }
        core.decide(round.get(0), written);
        core.show(round.get(0).strand);
        core.pump.accept(round.get(0).strand);
    }

    /** @return why so many more would not be taken, null if they would */
    Reason limit(Strand strand, int messages) {
        Allowance allowance = core.allowances.of(strand.id, strand.slots.stream().map(slot -> slot.entry).toList());
        if (allowance == null || allowance.allows(messages, core.parts.clock().instant())) {
            return null;
        }
        return core.parts.clock().instant().isBefore(allowance.closes()) ? Reason.QUOTA : Reason.WINDOW_CLOSED;
    }

    void discard(ClientId id, CompletableFuture<Optional<Outgoing>> answer) {
        Slot slot = core.book.find(id);
        if (slot == null || slot.discarded || slot.settling || slot.storing || slot.is(SendState.SENDING)) {
            core.complete(answer, Optional.empty());
            return;
        }
        slot.discarded = true;
        boolean flew = slot.strand.flight != null && slot.strand.flight.slot() == slot;
        if (flew) {
            dispatcher.cancelled(slot.strand);
        }
        CompletionStage<Void> stage = Guarded.stage(() -> core.parts.kept().remove(id));
        stage.whenComplete((done, failure) -> core.parts.lane().execute(() -> removed(slot, failure, answer)));
    }

    private void removed(Slot slot, Throwable failure, CompletableFuture<Optional<Outgoing>> answer) {
        if (failure != null) {
            slot.discarded = false;
            core.parts.logger().warn("A message could not be discarded: {}", failure.getClass().getName());
            core.complete(answer, Optional.empty());
            core.pump.accept(slot.strand);
            return;
        }
        slot.stopRest();
        slot.sought = false;
        slot.hold.cancel();
        unknowns.stop(slot);
        core.decide(slot, false);
        core.end(slot, slot.is(SendState.UNKNOWN) ? new SendOutcome.Unknown() : new SendOutcome.Expired());
        core.complete(answer, Optional.of(slot.entry.message()));
        core.drop(slot);
    }
}
