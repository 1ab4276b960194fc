// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.Appended;
import org.chatdock.sending.internal.settle.Echo;
import org.chatdock.sending.internal.settle.HistoryLook;
import org.chatdock.sending.internal.settle.Search;
import org.chatdock.sending.internal.settle.StoreLook;

/** What the gateway has, and what it may have: settles messages, and looks for those nobody knows of. Lane. */
final class Unknowns {
    private final Core core;
    private final OutboxParts parts;
    private final Echo echo;
    private final StoreLook stored;
    private final HistoryLook history;

    Unknowns(Core core) {
        this.core = core;
        parts = core.parts;
        echo = new Echo(parts.options().echoKey());
        stored = new StoreLook(parts.store(), core.disk, parts.lane(), parts.logger());
        history = new HistoryLook(parts.history(), parts.store(), core.disk, parts.call(), parts.lane(),
                parts.logger());
    }

    /** The gateway may have it. Those behind it wait while it is looked for the first time. */
    void lost(Slot slot) {
        slot.entry = slot.with(SendState.UNKNOWN, null, "", 0);
        slot.doubtful = true;
        core.writer.keep(List.of(slot.entry));
        seek(slot);
    }

    /** The request that the agent wanted has not arrived, but an earlier one may have. */
    void stillUnknown(Slot slot, String text) {
        slot.entry = slot.with(SendState.UNKNOWN, null, text, 0);
        slot.wanted = false;
        core.writer.keep(List.of(slot.entry));
        stop(slot);
        newSearch(slot).begin(() -> { });
        core.end(slot, new SendOutcome.Unknown());
        core.show(slot.strand);
    }

    /** One that is unknown already, say since before a restart. */
    void seek(Slot slot) {
        newSearch(slot);
        hold(slot);
        slot.search.begin(() -> sought(slot));
        core.show(slot.strand);
    }

    private Search newSearch(Slot slot) {
        slot.search = new Search(slot.strand.id, slot.entry.after(), stored, history, parts.lane(),
                messages -> found(slot, messages));
        return slot.search;
    }

    /** One more look; then it is sent again, if it is not found. */
    void seekBeforeRetry(Slot slot) {
        slot.wanted = true;
        hold(slot);
        slot.search.look(() -> sought(slot));
        core.show(slot.strand);
    }

    private void hold(Slot slot) {
        slot.sought = true;
        slot.hold.cancel();
        slot.hold = parts.lane().schedule(parts.options().settle().toMillis(), () -> sought(slot));
    }

    private void sought(Slot slot) {
        if (slot.sought && !core.stopped) {
            slot.sought = false;
            slot.hold.cancel();
            if (!slot.wanted) {
                core.end(slot, new SendOutcome.Unknown());
            }
            core.decide(slot, slot.wanted);
            core.show(slot.strand);
            core.pump.accept(slot.strand);
        }
    }

    private boolean found(Slot slot, List<Message> messages) {
        if (!slot.is(SendState.UNKNOWN) || slot.settling || slot.discarded || core.stopped) {
            return slot.settling || slot.discarded || core.stopped;
        }
        for (Message message : messages) {
            if (echo.names(message, slot.id())) {
                settle(slot, message);
                return true;
            }
        }
        if (slot.strand.hasFlightLike(slot)) {
            // What is there may be the other one's, whose answer is not. It is looked for again after that.
            return false;
        }
        for (Message message : messages) {
            if (echo.mayBe(message, slot.entry) && !slot.strand.isClaimed(message.id())) {
                settle(slot, message);
                return true;
            }
        }
        return false;
    }

    /** The gateway has it, as this. */
    void settle(Slot slot, Message message) {
        Strand strand = slot.strand;
        slot.settling = true;
        slot.sent = message;
        slot.sought = false;
        slot.hold.cancel();
        slot.wanted = false;
        slot.stopRest();
        stop(slot);
        core.decide(slot, false);
        store(slot, message);
        core.show(strand);
    }

    private void store(Slot slot, Message message) {
        OutboxEntry claim = slot.strand.hasDoubtLike(slot.entry) ? slot.claim(message.id()) : null;
        if (claim != null) {
            slot.strand.claims.put(message.id(), claim);
        }
        CompletionStage<Appended> stage = Guarded.stage(() -> parts.kept().settle(slot.id(), message, claim));
        stage.whenComplete((appended, failure) -> parts.lane().execute(() -> {
            if (core.stopped) {
                return;
            }
            if (failure != null && slot.storeFailures == 0) {
                parts.logger().error("Sent, but not stored: {}; it is tried again.", message, failure);
            }
            // If the store fails it is sent all the same: the gateway has it.
            core.end(slot, new SendOutcome.Sent(message));
            if (failure == null) {
                core.allowances.sent(slot.strand.id, message.id());
                core.drop(slot);
            } else {
                slot.storeFailures++;
                parts.lane().schedule(Writer.AGAIN_MILLIS, () -> store(slot, message));
                core.pump.accept(slot.strand);
            }
        }));
    }

    /** Nobody looks for it any more. */
    void stop(Slot slot) {
        if (slot.search != null) {
            slot.search.stop();
            slot.search = null;
        }
    }

    /** A message of an agent is in the store. */
    void stored(Message message) {
        Strand strand = core.book.find(message.conversation());
        if (strand == null || !SenderType.AGENT.equals(message.fromType())) {
            return;
        }
        for (Slot slot : List.copyOf(strand.slots)) {
            if (!slot.settling && !slot.discarded && (slot.is(SendState.SENDING) || slot.is(SendState.UNKNOWN))
                    && echo.names(message, slot.id())) {
                settle(slot, message);
                return;
            }
        }
        for (Slot slot : sought(strand)) {
            slot.search.lookStored();
        }
    }

    private static List<Slot> sought(Strand strand) {
        return strand.slots.stream().filter(slot -> slot.is(SendState.UNKNOWN) && slot.search != null).toList();
    }

    /** There is reason to look again. */
    void look(Strand strand) {
        sought(strand).forEach(slot -> slot.search.look(() -> { }));
    }

    /** What could not be told from this one while it was under way, can be told now. */
    void lookForThoseLike(Slot flown) {
        for (Slot slot : sought(flown.strand)) {
            if (slot != flown && Echo.alike(slot.entry, flown.entry)) {
                slot.search.look(() -> { });
            }
        }
    }
}
