// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.chatdock.simulator.Ack;
import org.chatdock.simulator.GatewayState;
import org.chatdock.simulator.Send;
import org.chatdock.simulator.Transfer;

/** Keeps count of all that happens, in order of arrival, and wakes those who wait for something. Any thread. */
public final class Ledger implements AutoCloseable {

    private final int scripted;

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // All of these are guarded by the lock.
    private final RecordFile file;
    private final List<Ack> acks = new ArrayList<>();
    private final List<String> malformed = new ArrayList<>();
    private final List<Send> sends = new ArrayList<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final Set<String> deliveredIds = new HashSet<>();
    private final Set<String> ackedIds = new HashSet<>();
    private long deliveries;
    private long redeliveries;
    private long socketsOpened;
    private int socketsOpen;
    private long historyCalls;
    private long uploads;
    private long recalls;
    private long pings;
    private long binaryFrames;
    private int waiting;
    private boolean played;

    /**
     * @param scripted how many ids the script brings by itself
     * @param file closed with the ledger
     */
    public Ledger(int scripted, RecordFile file) {
        this.scripted = scripted;
        this.file = file;
    }

    /** A message has become due and is not written yet. */
    public void due() {
        change(() -> waiting++);
    }

    /** A message that was due is not delivered at all. */
    public void givenUp() {
        change(() -> waiting--);
    }

    /**
     * A message has been written to a socket.
     *
     * @param messageId null if it has none
     * @param noLongerWaiting whether it is one of those counted by {@link #due()}, for the first time
     * @param redelivery whether it was written for want of an acknowledgement
     */
    public void delivered(String messageId, boolean noLongerWaiting, boolean redelivery) {
        change(() -> {
            deliveries++;
            redeliveries += redelivery ? 1 : 0;
            waiting -= noLongerWaiting ? 1 : 0;
            if (messageId != null) {
                deliveredIds.add(messageId);
            }
        });
    }

    /** The script has come to its end. */
    public void played() {
        change(() -> played = true);
    }

    /** A socket has opened. */
    public void opened() {
        change(() -> {
            socketsOpened++;
            socketsOpen++;
        });
    }

    /** A socket is gone. */
    public void closed() {
        change(() -> socketsOpen--);
    }

    /** A text ping has come. */
    public void ping() {
        change(() -> pings++);
    }

    /** A binary message has come. */
    public void binary() {
        change(() -> binaryFrames++);
    }

    /** An acknowledgement has come. */
    public void ack(Ack ack) {
        change(() -> {
            acks.add(ack);
            ackedIds.add(ack.messageId());
            file.ack(ack);
        });
    }

    /** A text has come that is no acknowledgement. */
    public void malformedAck(String raw, Instant at) {
        change(() -> {
            malformed.add(raw);
            file.malformed(raw, at);
        });
    }

    /** A send call has come. */
    public void send(Send send) {
        change(() -> {
            sends.add(send);
            file.send(send);
        });
    }

    /** A history call has come. */
    public void historyCall() {
        change(() -> historyCalls++);
    }

    /** An upload call has come. */
    public void upload() {
        change(() -> uploads++);
    }

    /** A recall call has come. */
    public void recall() {
        change(() -> recalls++);
    }

    /** A conversation has been handed over. */
    public void transfer(Transfer transfer) {
        change(() -> {
            transfers.add(transfer);
            file.transfer(transfer);
        });
    }

    /** A copy, in order of arrival. */
    public List<Transfer> transfers() {
        return locked(() -> List.copyOf(transfers));
    }

    /** A copy, in order of arrival. */
    public List<Ack> acks() {
        return locked(() -> List.copyOf(acks));
    }

    /** A copy, in order of arrival. */
    public List<String> malformedAcks() {
        return locked(() -> List.copyOf(malformed));
    }

    /** A copy, in order of arrival. */
    public List<Send> sends() {
        return locked(() -> List.copyOf(sends));
    }

    /** All counters at one moment. */
    public GatewayState state() {
        return locked(() -> new GatewayState(scripted, deliveredIds.size(), deliveries, redeliveries, acks.size(),
                ackedIds.size(), malformed.size(), sends.size(), historyCalls, uploads, recalls, transfers.size(),
                socketsOpened, socketsOpen, pings, binaryFrames, waiting, played && waiting == 0));
    }

    /**
     * Waits until something is so, looking again at every change.
     *
     * @return whether it is; false when the time is up
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean await(Predicate<GatewayState> condition, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (!condition.test(state())) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        change(file::close);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> reading) {
        lock.lock();
        try {
            return reading.get();
        } finally {
            lock.unlock();
        }
    }
}
