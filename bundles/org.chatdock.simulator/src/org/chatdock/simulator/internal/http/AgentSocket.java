// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.http;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.chatdock.simulator.Ack;
import org.chatdock.simulator.internal.delivery.Delivery;
import org.chatdock.simulator.internal.delivery.DeliveryDesk;
import org.chatdock.simulator.internal.delivery.Outlet;
import org.chatdock.simulator.internal.ledger.AckParser;
import org.chatdock.simulator.internal.ledger.Ledger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * One agent's socket. Writes one frame at a time, the next when the one before is out; Jetty calls the listener's
 * methods one after another on its own threads.
 */
public final class AgentSocket implements Session.Listener.AutoDemanding, Outlet {

    private final DeliveryDesk desk;
    private final Ledger ledger;
    private final Trouble trouble;
    private final Clock clock;
    private final boolean answerPings;

    private final Lock lock = new ReentrantLock();
    /** Guarded by the lock. */
    private final Deque<Delivery> queue = new ArrayDeque<>();
    /** What is being written, null if nothing is. Guarded by the lock. */
    private Delivery writing;
    /** Guarded by the lock. */
    private boolean gone;
    /** Set once, before the desk knows this socket. */
    private volatile Session session;

    AgentSocket(DeliveryDesk desk, Ledger ledger, Trouble trouble, Clock clock, boolean answerPings) {
        this.desk = desk;
        this.ledger = ledger;
        this.trouble = trouble;
        this.clock = clock;
        this.answerPings = answerPings;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        desk.opened(this);
    }

    @Override
    public void onWebSocketText(String text) {
        if (!text.equals("ping")) {
            acknowledgement(text);
            return;
        }
        ledger.ping();
        if (answerPings && !trouble.isSilent()) {
            enqueue(Delivery.pong());
            drain();
        }
    }

    private void acknowledgement(String text) {
        Instant now = clock.instant();
        Optional<Ack> parsed = AckParser.parse(text, now);
        if (parsed.isEmpty()) {
            ledger.malformedAck(text, now);
            return;
        }
        Ack ack = parsed.get();
        boolean delivered = desk.acknowledged(ack.messageId());
        ledger.ack(new Ack(ack.messageId(), ack.groupId(), ack.from(), ack.to(), ack.sentAt(), ack.handler(), ack.raw(),
                ack.receivedAt(), delivered));
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        ledger.binary();
        callback.succeed();
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        // Overridden because Jetty would answer by itself, even while the gateway is to be silent.
        if (!trouble.isSilent()) {
            session.sendPong(payload, Callback.NOOP);
        }
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason) {
        desk.closed(this, this::takeUnwritten);
    }

    private List<Delivery> takeUnwritten() {
        List<Delivery> unwritten = new ArrayList<>();
        lock.lock();
        try {
            gone = true;
            if (writing != null) {
                unwritten.add(writing);
            }
            unwritten.addAll(queue);
            writing = null;
            queue.clear();
        } finally {
            lock.unlock();
        }
        return unwritten;
    }

    @Override
    public void enqueue(Delivery delivery) {
        lock.lock();
        try {
            queue.add(delivery);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void drain() {
        Delivery next = begin();
        if (next != null) {
            session.sendText(next.frame().text(), Callback.from(() -> wrote(next), failure -> cut()));
        }
    }

    private Delivery begin() {
        lock.lock();
        try {
            if (gone || writing != null || trouble.isSilent()) {
                return null;
            }
            writing = queue.poll();
            return writing;
        } finally {
            lock.unlock();
        }
    }

    private void wrote(Delivery delivery) {
        lock.lock();
        try {
            // Else the socket has been closed meanwhile and the delivery was given back.
            if (writing != delivery) {
                return;
            }
            writing = null;
        } finally {
            lock.unlock();
        }
        desk.written(delivery);
        drain();
    }

    @Override
    public void cut() {
        session.disconnect();
    }

    @Override
    public void close(int code, String reason) {
        session.close(code, reason, Callback.NOOP);
    }
}
