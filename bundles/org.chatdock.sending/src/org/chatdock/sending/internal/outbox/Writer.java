// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.OutboxStore;
import org.chatdock.sending.internal.lane.Lane;
import org.osgi.service.log.Logger;

/** Writes what became of entries. What the store does not take is written again later. Belongs to the lane. */
final class Writer {
    static final long AGAIN_MILLIS = 5_000;

    private final OutboxStore kept;
    private final Lane lane;
    private final Function<ClientId, OutboxEntry> current;
    private final Logger logger;
    /** What is not known to be on disk. */
    private final Set<ClientId> unwritten = new LinkedHashSet<>();
    private final Set<ClientId> unremoved = new LinkedHashSet<>();
    private boolean planned;

    /** @param current how an entry is to be kept now; null if it is not there any more */
    Writer(OutboxStore kept, Lane lane, Function<ClientId, OutboxEntry> current, Logger logger) {
        this.kept = kept;
        this.lane = lane;
        this.current = current;
        this.logger = logger;
    }

    /**
     * Writes these, and in the same transaction what is not known to be on disk: the disk must not know of a message
     * that has left, and still let one before it wait that is refused.
     *
     * @param then runs on the lane: whether it is on disk
     */
    void write(List<OutboxEntry> entries, Consumer<Boolean> then) {
        List<OutboxEntry> all = unwrittenBut(entries);
        all.addAll(entries);
        CompletionStage<Void> stage = Guarded.stage(() -> kept.update(all));
        stage.whenComplete((done, failure) -> lane.execute(() -> {
            if (failure == null) {
                all.stream().filter(entry -> entry.equals(current.apply(entry.id())))
                        .forEach(entry -> unwritten.remove(entry.id()));
            } else {
                failed(failure);
                plan();
            }
            then.accept(failure == null);
        }));
    }

    private List<OutboxEntry> unwrittenBut(List<OutboxEntry> entries) {
        List<OutboxEntry> late = new ArrayList<>();
        for (ClientId id : unwritten) {
            OutboxEntry entry = current.apply(id);
            if (entry != null && entries.stream().noneMatch(other -> other.id().equals(id))) {
                late.add(entry);
            }
        }
        return late;
    }

    /** Writes, and goes on until it is on disk. Until then the disk knows the state before, which is safe. */
    void keep(List<OutboxEntry> entries) {
        entries.forEach(entry -> unwritten.add(entry.id()));
        write(entries, written -> { });
    }

    /** Removes, and goes on until it is gone. */
    void remove(ClientId id) {
        CompletionStage<Void> stage = Guarded.stage(() -> kept.remove(id));
        stage.whenComplete((done, failure) -> lane.execute(() -> {
            if (failure != null) {
                failed(failure);
                unremoved.add(id);
                plan();
            }
        }));
    }

    private void failed(Throwable failure) {
        logger.warn("The outbox could not be written: {}", failure.getClass().getName());
    }

    private void plan() {
        if (!planned) {
            planned = true;
            lane.schedule(AGAIN_MILLIS, this::again);
        }
    }

    private void again() {
        planned = false;
        unwritten.removeIf(id -> current.apply(id) == null);
        if (!unwritten.isEmpty()) {
            write(List.of(), written -> { });
        }
        List<ClientId> ids = List.copyOf(unremoved);
        unremoved.clear();
        ids.forEach(this::remove);
    }
}
