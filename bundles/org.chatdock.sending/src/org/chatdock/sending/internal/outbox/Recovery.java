// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.util.ArrayList;
import java.util.List;

import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendState;
import org.chatdock.sending.internal.lane.Lane;

/**
 * Goes on with what was kept over a restart. What waits goes on waiting, unless it is too old; what was under way is
 * unknown. Lane.
 */
final class Recovery {
    private static final long FIRST_AGAIN_MILLIS = 1_000;
    private static final long LAST_AGAIN_MILLIS = 30_000;

    private final Core core;
    private final Dispatcher dispatcher;
    private final Unknowns unknowns;
    /** What was asked before; runs after. */
    private List<Runnable> waiting = new ArrayList<>();
    private boolean done;
    private long again = FIRST_AGAIN_MILLIS;

    Recovery(Core core, Dispatcher dispatcher, Unknowns unknowns) {
        this.core = core;
        this.dispatcher = dispatcher;
        this.unknowns = unknowns;
    }

    void begin() {
        Lane lane = core.parts.lane();
        core.disk.execute(() -> {
            try {
                List<OutboxEntry> entries = core.parts.kept().entries();
                lane.execute(() -> goOn(entries));
            } catch (RuntimeException e) {
                lane.execute(() -> failed(e));
            }
        });
    }

    /** The store may just be closing, and then so is this. */
    private void failed(RuntimeException failure) {
        if (!core.stopped) {
            core.parts.logger().error("The outbox cannot be read; it is tried again, and until then nothing is sent.",
                    failure);
            core.parts.lane().schedule(again, this::begin);
            again = Math.min(LAST_AGAIN_MILLIS, 2 * again);
        }
    }

    /** @param task runs at once, or when the outbox knows what was kept */
    void whenDone(Runnable task) {
        if (done || core.stopped) {
            task.run();
        } else {
            waiting.add(task);
        }
    }

    private void goOn(List<OutboxEntry> entries) {
        if (core.stopped) {
            return;
        }
        entries.forEach(this::goOn);
        for (Strand strand : core.book.strands()) {
            core.dropClaims(strand);
            List<Slot> slots = List.copyOf(strand.slots);
            slots.stream().filter(slot -> slot.is(SendState.SENDING)).forEach(unknowns::lost);
            slots.stream().filter(slot -> slot.search == null && slot.is(SendState.UNKNOWN)).forEach(unknowns::seek);
            slots.stream().filter(slot -> slot.is(SendState.WAITING)).forEach(this::waits);
            core.show(strand);
            core.book.tidy(strand);
        }
        core.book.strands().forEach(core.pump);
        ready();
    }

    private void goOn(OutboxEntry entry) {
        Strand strand = core.book.strand(entry.message().to());
        if (entry.state() == SendState.SENT) {
            strand.claims.put(entry.sentAs(), entry);
        } else {
            Slot slot = new Slot(core.book.nextNumber(), strand, entry, entry.written());
            slot.doubtful = slot.is(SendState.SENDING) || slot.is(SendState.UNKNOWN);
            core.book.add(slot);
        }
    }

    private void waits(Slot slot) {
        if (!slot.is(SendState.WAITING)) {
            return;
        }
        if (dispatcher.isExpired(slot)) {
            core.giveUp(slot, SendState.EXPIRED, null, "");
        } else {
            dispatcher.watch(slot);
        }
    }

    private void ready() {
        done = true;
        List<Runnable> tasks = waiting;
        waiting = new ArrayList<>();
        tasks.forEach(Runnable::run);
    }

    /** Nothing will be known any more. */
    void stop() {
        ready();
    }
}
