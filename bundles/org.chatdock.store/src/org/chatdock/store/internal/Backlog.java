// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import org.chatdock.api.message.ConversationId;

/**
 * What is committed but stands in the inbox only, and the memory of the ids: all that a reader needs beside the tables.
 * The writer's thread changes it, under the lock, and reads it without; readers come by {@link #at} only. The lock is
 * held for memory, not for the disk.
 */
final class Backlog {
    /** Changes with every transaction that moves something. */
    private long generation = -1;
    /** How many messages have been moved. */
    private long moved;
    /** The newest arrival that was committed. */
    private long lastArrival;
    /** What {@link Pending#bytes} says, of all. */
    private long bytes;
    private int messages;
    private final Map<ConversationId, ConversationRow> rows = new HashMap<>();
    private final NavigableMap<Long, ConversationRow> byKey = new TreeMap<>();
    private final PendingIds byId = new PendingIds();
    /** Those that nobody understood, in the order of arrival. */
    private final Set<Pending> unknown = new LinkedHashSet<>();
    private IdIndex ids = new IdIndex();
    /** The key of the row that was moved last; the next slice begins after it. */
    private long lastMoved;

    // --- any thread

    /**
     * What a reader wants to know, as of one moment that fits what it reads from the tables.
     *
     * @param generation what the reader's transaction sees
     * @param view copies what the reader needs; under the lock
     * @return null if the tables have another generation by now: to be tried again with a new transaction
     */
    synchronized <T> T at(long generation, Function<Backlog, T> view) {
        return this.generation == generation ? view.apply(this) : null;
    }

    /**
     * What a search wants to know, which reads the tables afterwards, each time as they are then.
     *
     * @return null if nothing is known at the moment
     */
    synchronized <T> T now(Function<Backlog, T> view) {
        return generation < 0 ? null : view.apply(this);
    }

    // --- under the lock, or the writer's thread

    long lastArrival() {
        return lastArrival;
    }

    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** How many messages there are, moved or not. */
    long size() {
        return moved + messages;
    }

    long moved() {
        return moved;
    }

    long generation() {
        return generation;
    }

    IdIndex ids() {
        return ids;
    }

    Pending pending(Digest id) {
        return byId.get(id);
    }

    /** The rows that have pending events. */
    Collection<ConversationRow> rows() {
        return byKey.values();
    }

    /** Null if nothing of the conversation is pending. */
    ConversationRow row(ConversationId conversation) {
        return rows.get(conversation);
    }

    Collection<Pending> unknown() {
        return unknown;
    }

    // --- the writer's thread

    /**
     * Begins anew with what the file says. If it fails, no reader gets anything until it was done again.
     *
     * @param newLastArrival the newest arrival, those of the events not regarded
     * @param events what the inbox holds and was not moved, in the order of arrival
     */
    synchronized void restart(long newGeneration, long newMoved, long newLastArrival, IdIndex newIds,
            List<Pending> events, ConversationRow.Waiting waiting) throws SQLException {
        generation = -1;
        moved = newMoved;
        lastArrival = newLastArrival;
        ids = newIds;
        bytes = 0;
        messages = 0;
        rows.clear();
        byKey.clear();
        byId.clear();
        unknown.clear();
        publish(events, waiting);
        generation = newGeneration;
    }

    /** Events were committed to the inbox; they are in the order of arrival. */
    synchronized void publish(List<Pending> events, ConversationRow.Waiting waiting) throws SQLException {
        for (Pending pending : events) {
            publish(pending, waiting);
        }
    }

    private void publish(Pending pending, ConversationRow.Waiting waiting) throws SQLException {
        ConversationRow row = pending.row;
        if (row.pending.isEmpty()) {
            rows.put(row.id, row);
            byKey.put(row.key, row);
        }
        row.pending.add(pending);
        pending.inbox.add();
        lastArrival = Math.max(lastArrival, pending.event.arrival());
        bytes += pending.bytes();
        if (pending.event.isMessage()) {
            messages++;
            byId.add(pending);
            if (!pending.event.understood()) {
                unknown.add(pending);
            }
            row.add(pending.event, waiting);
        } else {
            row.mark(pending.event.mark());
        }
    }

    /**
     * The rows to move next: whole conversations, in the order of the table, beginning where the last slice ended.
     */
    List<ConversationRow> slice(int wantedMessages) {
        List<ConversationRow> slice = new ArrayList<>();
        int count = add(slice, byKey.tailMap(lastMoved, false).values(), 0, wantedMessages);
        add(slice, byKey.headMap(lastMoved, true).values(), count, wantedMessages);
        return slice;
    }

    private static int add(List<ConversationRow> slice, Collection<ConversationRow> some, int already, int wanted) {
        int count = already;
        for (ConversationRow row : some) {
            if (count >= wanted) {
                break;
            }
            slice.add(row);
            count += row.pending.size();
        }
        return count;
    }

    /**
     * All that was pending of some rows was moved, and that is committed.
     *
     * @param gone how many of the messages that have been moved are not there any more
     */
    synchronized void settled(List<ConversationRow> some, IdChange change, long gone) {
        generation++;
        moved -= gone;
        change.applyTo(ids);
        for (ConversationRow row : some) {
            for (Pending pending : row.pending) {
                settled(pending);
            }
            row.settle();
            rows.remove(row.id);
            byKey.remove(row.key);
            lastMoved = row.key;
        }
    }

    private void settled(Pending pending) {
        bytes -= pending.bytes();
        if (pending.event.isMessage()) {
            messages--;
            moved++;
            byId.remove(pending);
            if (!pending.event.understood()) {
                unknown.remove(pending);
            }
        }
    }
}
