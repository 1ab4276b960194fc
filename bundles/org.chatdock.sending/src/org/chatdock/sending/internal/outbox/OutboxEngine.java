// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.Allowance;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendHealth;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.StoreChange;

/**
 * The outbox without threads, disk and network of its own: all of them are given. What happens comes in by any thread,
 * and is decided on the lane; what is seen from outside is read from memory.
 */
final class OutboxEngine {
    private final Core core;
    private final Unknowns unknowns;
    private final Dispatcher dispatcher;
    private final AgentWishes wishes;
    private final Admitter admitter;
    private final Recovery recovery;
    private final Forgotten forgotten;

    OutboxEngine(OutboxParts parts) {
        core = new Core(parts);
        unknowns = new Unknowns(core);
        dispatcher = new Dispatcher(core, unknowns);
        core.pump = dispatcher::pump;
        wishes = new AgentWishes(core, dispatcher, unknowns);
        admitter = new Admitter(core, dispatcher, wishes);
        recovery = new Recovery(core, dispatcher, unknowns);
        forgotten = new Forgotten(core, dispatcher, unknowns);
    }

    /** Goes on with what was kept. */
    void start() {
        onLane(recovery::begin);
    }

    private boolean onLane(Runnable task) {
        return core.parts.lane().execute(task);
    }

    void put(Putting putting) {
        if (!onLane(() -> recovery.whenDone(() -> admitter.put(putting)))) {
            admitter.refuse(putting, Reason.NOT_STORED);
        }
    }

    void retry(ClientId id, CompletableFuture<Boolean> answer) {
        if (!onLane(() -> recovery.whenDone(() -> {
            if (core.stopped) {
                answer.complete(false);
            } else {
                wishes.retry(id, answer);
            }
        }))) {
            answer.complete(false);
        }
    }

    void discard(ClientId id, CompletableFuture<Optional<Outgoing>> answer) {
        if (!onLane(() -> recovery.whenDone(() -> {
            if (core.stopped) {
                answer.complete(Optional.empty());
            } else {
                wishes.discard(id, answer);
            }
        }))) {
            answer.complete(Optional.empty());
        }
    }

    void outcome(ClientId id, CompletableFuture<Optional<SendOutcome>> answer) {
        if (!onLane(() -> recovery.whenDone(() -> {
            Slot slot = core.stopped ? null : core.book.find(id);
            if (slot == null) {
                core.complete(answer, Optional.ofNullable(core.sent(id)));
            } else {
                core.whenEnded(slot, ended -> answer.complete(Optional.of(ended)));
            }
        }))) {
            answer.complete(Optional.empty());
        }
    }

    /** Messages were stored. */
    void storeChanged(StoreChange change) {
        onLane(() -> {
            if (!core.stopped) {
                core.allowances.storeChanged(change.conversations());
                change.added().forEach(unknowns::stored);
                forgotten.storeChanged(change);
            }
        });
    }

    /** The line is up: what it brings may tell. */
    void lineUp() {
        onLane(() -> {
            if (!core.stopped) {
                core.book.strands().forEach(unknowns::look);
            }
        });
    }

    /** Somebody has signed in. */
    void signedIn() {
        onLane(() -> {
            if (!core.stopped) {
                core.book.strands().forEach(core.pump);
            }
        });
    }

    /** The last task of the lane: nothing begins after it, and whoever waits for an end gets what is true now. */
    void stop() {
        core.stopped = true;
        core.teller.close();
        recovery.stop();
        for (Strand strand : core.book.strands()) {
            strand.puts.forEach(putting -> admitter.refuse(putting, Reason.NOT_STORED));
            strand.puts.clear();
            if (strand.flight != null) {
                strand.flight.cancel();
            }
            for (Slot slot : strand.slots) {
                unknowns.stop(slot);
                core.decide(slot, false);
                if (!slot.storing) {
                    // What waits is sent after the next start, what is under way may have arrived.
                    core.end(slot, slot.sent != null ? new SendOutcome.Sent(slot.sent) : new SendOutcome.Unknown());
                }
            }
        }
    }

    List<OutboxEntry> entries() {
        return core.showcase.all();
    }

    List<OutboxEntry> entries(ConversationId conversation) {
        return core.showcase.of(conversation);
    }

    SendHealth health() {
        return core.showcase.health();
    }

    /** Begins to find out if it is not known. */
    Optional<Allowance> allowance(ConversationId conversation) {
        Optional<Allowance> known = core.showcase.allowance(conversation);
        if (known.isEmpty() && core.allowances.limit()) {
            onLane(() -> {
                if (!core.stopped) {
                    core.allowances.whenKnown(conversation, found -> { });
                }
            });
        }
        return known;
    }
}
