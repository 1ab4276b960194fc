// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The acknowledgements on their way out, first in, first out. What queues up while a write is under way, or while the
 * socket still has something to read, leaves behind one flush. What waits is written down, so that neither a cut nor a
 * kill loses it. Each belongs to an agent and leaves by that agent's sockets only. Any thread.
 */
final class Outbox {
    /** Few enough to go into the network's own buffer as a whole: sent or not sent, not half. */
    private static final int BATCH = 256;
    private static final int MOST = 10_000;
    private static final int CROWDED = MOST * 8 / 10;

    /** @param ack what makes it the same acknowledgement if it comes again */
    private record Entry(Object ack, String text, long place) {
    }

    private final AckJournal journal;
    private final Meter meter;
    private final Runnable relieved;

    /** Locks all fields below; those that are volatile are read without it. */
    private final Object lock = new Object();
    private final Map<String, Deque<Entry>> waiting = new HashMap<>();
    private volatile int size;
    /** How many of them are the present agent's; while there is none, nothing is read anyway. */
    private volatile int own;
    private List<Entry> underWay = List.of();
    private String underWayOf;
    /** How many of those that leave next have been given to a socket before. */
    private int again;
    private Socket socket;
    private String agent;
    private volatile Thread reader;
    private boolean pumping;

    /**
     * @param journal gives back what an earlier process has left
     * @param relieved run after {@link #isCrowded} has become false, on the thread that saw it
     */
    Outbox(AckJournal journal, Meter meter, Runnable relieved) {
        this.journal = journal;
        this.meter = meter;
        this.relieved = relieved;
        journal.load((owner, text, place) -> {
            queue(owner).add(new Entry(null, text, place));
            size++;
        });
    }

    private Deque<Entry> queue(String owner) {
        return waiting.computeIfAbsent(owner, key -> new ArrayDeque<>());
    }

    /**
     * @param owner the agent whose socket the message came by
     * @param ack what makes it the same acknowledgement if it comes again; not kept longer than it waits
     * @param isRepeat whether it may be waiting already: then it is not added a second time
     */
    void add(String owner, Object ack, boolean isRepeat, String text) {
        boolean flush;
        synchronized (lock) {
            Deque<Entry> queue = queue(owner);
            if (isRepeat && queue.stream().anyMatch(entry -> ack.equals(entry.ack()))) {
                return;
            }
            queue.add(new Entry(ack, text, journal.add(owner, text)));
            size++;
            own += owner.equals(agent) ? 1 : 0;
            flush = reader != Thread.currentThread() || queue.size() >= BATCH;
        }
        if (flush) {
            pump();
        }
    }

    /** The thread reads messages: what it adds can wait until {@link #dry}. */
    void reading() {
        if (reader != Thread.currentThread()) {
            synchronized (lock) {
                reader = Thread.currentThread();
            }
        }
    }

    /** There is nothing more to read now. */
    void dry() {
        synchronized (lock) {
            reader = null;
        }
        pump();
    }

    /** From now on this agent's acknowledgements leave by this socket. */
    void attach(Socket newSocket, String newAgent) {
        synchronized (lock) {
            socket = newSocket;
            agent = newAgent;
            own = queue(newAgent).size();
        }
        pump();
    }

    /** What is under way counts as not sent: an acknowledgement twice does no harm, one too few does. */
    void detach() {
        synchronized (lock) {
            socket = null;
            reader = null;
            putBack();
        }
    }

    private void putBack() {
        if (underWay.isEmpty()) {
            return;
        }
        Deque<Entry> queue = queue(underWayOf);
        for (int i = underWay.size() - 1; i >= 0; i--) {
            queue.addFirst(underWay.get(i));
        }
        again = underWay.size();
        underWay = List.of();
    }

    /** A loop, not a recursion: writes may end on the thread that began them, one after the other. */
    private void pump() {
        synchronized (lock) {
            if (pumping) {
                return;
            }
            pumping = true;
        }
        while (true) {
            Socket target;
            List<Entry> batch;
            synchronized (lock) {
                batch = socket == null || !underWay.isEmpty() ? List.of() : nextBatch();
                if (batch.isEmpty()) {
                    pumping = false;
                    return;
                }
                target = socket;
                underWay = batch;
                underWayOf = agent;
            }
            List<String> texts = new ArrayList<>(batch.size());
            for (Entry entry : batch) {
                texts.add(entry.text());
            }
            target.write(texts, sent -> written(target, batch, sent));
        }
    }

    private List<Entry> nextBatch() {
        Deque<Entry> queue = queue(agent);
        int count = Math.min(BATCH, queue.size());
        List<Entry> batch = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            batch.add(queue.remove());
        }
        return batch;
    }

    private void written(Socket by, List<Entry> batch, boolean sent) {
        boolean relief;
        synchronized (lock) {
            boolean crowdedBefore = isCrowded();
            if (underWay == batch) {
                if (sent) {
                    underWay = List.of();
                    own -= batch.size();
                    leave(batch);
                } else {
                    putBack();
                    // The socket is dying, and says so.
                    socket = by == socket ? null : socket;
                }
            } else if (sent) {
                // Detached meanwhile, and sent all the same.
                leave(batch.stream().filter(this::takeBack).toList());
                own = agent == null ? 0 : queue(agent).size() + underWay.size();
            }
            relief = crowdedBefore && !isCrowded();
        }
        if (relief) {
            relieved.run();
        }
        pump();
    }

    /** Returns whether it was still waiting: the same one, not an equal one. */
    private boolean takeBack(Entry sent) {
        return waiting.values().stream().anyMatch(queue -> queue.removeIf(entry -> entry == sent));
    }

    private void leave(List<Entry> batch) {
        int characters = 0;
        for (Entry entry : batch) {
            journal.remove(entry.place());
            characters += entry.text().length();
        }
        size -= batch.size();
        int resent = Math.min(again, batch.size());
        again -= resent;
        meter.acksSent.add(batch.size());
        meter.acksResent.add(resent);
        meter.framesOut.add(batch.size());
        meter.bytesOut.add(characters);
    }

    /** Whether so much of the present agent's waits that nothing more should be read. */
    boolean isCrowded() {
        return own >= CROWDED;
    }

    /** How many have not left yet. */
    int size() {
        return size;
    }
}
