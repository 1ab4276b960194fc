// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.chatdock.simulator.Scheduler;
import org.chatdock.simulator.internal.ledger.Ledger;

/**
 * Hands frames to the open sockets, keeps them while there is none, and hands out again what nobody acknowledges. All
 * that it is offered joins the history.
 * <p>
 * Any thread. Choosing who gets what happens under the lock, writing outside of it; the ledger's lock is taken inside
 * this one and never the other way round, and so is the history's.
 */
public final class DeliveryDesk {

    /**
     * How it deals with sockets.
     *
     * @param holdWhileAway whether what becomes due while there is no socket waits for the next one
     * @param singleSession whether a socket that opens ends the others
     */
    public record Manners(boolean holdWhileAway, boolean singleSession) {
    }

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final int SIGNED_IN_ELSEWHERE = 4409;

    private final Clock clock;
    private final Scheduler scheduler;
    private final RedeliveryPolicy policy;
    private final Manners manners;
    private final Ledger ledger;
    private final History history;

    private final Lock lock = new ReentrantLock();
    // All of these are guarded by the lock.
    private final Set<Outlet> outlets = new LinkedHashSet<>();
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private final Map<String, Tracked> tracked = new HashMap<>();
    /** Written, not acknowledged, to be repeated: the one that is due first comes first. */
    private final Map<String, Tracked> unacked = new LinkedHashMap<>();
    private Scheduler.Cancellation timer;
    private boolean closed;

    /** Starts nothing. */
    public DeliveryDesk(Clock clock, Scheduler scheduler, RedeliveryPolicy policy, Manners manners, Ledger ledger,
            History history) {
        this.clock = clock;
        this.scheduler = scheduler;
        this.policy = policy;
        this.manners = manners;
        this.ledger = ledger;
        this.history = history;
    }

    /** A frame is due: goes to every open socket. If there is none it waits for the next one, or is left alone. */
    public void offer(Frame frame) {
        drain(locked(() -> {
            if (closed) {
                return List.of();
            }
            history.add(frame);
            if (outlets.isEmpty() && !manners.holdWhileAway()) {
                return List.of();
            }
            ledger.due();
            frame.messageId().ifPresent(id -> track(id).frame = frame);
            return handOut(new Delivery(frame, Delivery.Kind.OFFERED));
        }));
    }

    /** A socket has opened: gets what is not acknowledged, then what has waited. */
    public void opened(Outlet outlet) {
        List<Outlet> older = new ArrayList<>();
        boolean late = locked(() -> {
            if (closed) {
                return true;
            }
            if (manners.singleSession()) {
                older.addAll(outlets);
                // Nothing more for them; what they have not written comes back when they have gone.
                outlets.clear();
                older.forEach(each -> ledger.closed());
            }
            outlets.add(outlet);
            ledger.opened();
            repeatable().forEach(repeat -> give(outlet, repeat));
            while (!waiting.isEmpty()) {
                give(outlet, waiting.poll());
            }
            return false;
        });
        older.forEach(each -> each.close(SIGNED_IN_ELSEWHERE, "signed in elsewhere"));
        if (late) {
            outlet.cut();
        } else {
            outlet.drain();
        }
    }

    /**
     * A socket is gone; what it had not written goes to the others, or waits, or is left alone.
     *
     * @param unwritten asked when the socket gets nothing more, under this desk's lock
     */
    public void closed(Outlet outlet, Supplier<List<Delivery>> unwritten) {
        drain(locked(() -> {
            if (outlets.remove(outlet)) {
                ledger.closed();
            }
            List<Delivery> lost = unwritten.get().stream().filter(delivery -> delivery.kind() != Delivery.Kind.PONG)
                    .filter(Delivery::dropped).toList();
            return outlets.isEmpty() ? putBack(lost) : handOutAll(lost);
        }));
    }

    /** A socket has written something. */
    public void written(Delivery delivery) {
        if (delivery.kind() == Delivery.Kind.PONG) {
            return;
        }
        locked(() -> {
            boolean first = delivery.written();
            boolean repeat = delivery.kind() == Delivery.Kind.REPEATED;
            Optional<String> id = delivery.frame().messageId();
            id.ifPresent(key -> countDelivery(key, first && repeat));
            ledger.delivered(id.orElse(null), first && !repeat, repeat);
            return null;
        });
    }

    /** An acknowledgement has come. Returns whether a message with this id was ever offered. */
    public boolean acknowledged(String messageId) {
        return locked(() -> {
            Tracked message = tracked.get(messageId);
            if (message == null) {
                return false;
            }
            message.acked = true;
            message.frame = null;
            unacked.remove(messageId);
            return true;
        });
    }

    /** How often a message has been written, all sockets together. */
    public int deliveriesOf(String messageId) {
        return locked(() -> tracked.containsKey(messageId) ? tracked.get(messageId).deliveries : 0);
    }

    /** The open sockets at this moment. */
    public List<Outlet> outlets() {
        return locked(() -> List.copyOf(outlets));
    }

    /** Takes and hands out nothing more. */
    public void close() {
        locked(() -> {
            closed = true;
            waiting.clear();
            unacked.clear();
            if (timer != null) {
                timer.cancel();
            }
            return null;
        });
    }

    private void sweep() {
        drain(locked(() -> {
            timer = null;
            // Without a socket the next one that opens gets all of them.
            if (closed || outlets.isEmpty()) {
                return List.of();
            }
            Instant now = clock.instant();
            List<Delivery> repeats = takeRepeats(unacked.values().stream().filter(each -> !each.due.isAfter(now))
                    .toList());
            scheduleSweep();
            return handOutAll(repeats);
        }));
    }

    // From here on the lock is held.

    private Tracked track(String id) {
        return tracked.computeIfAbsent(id, key -> new Tracked(tracked.size()));
    }

    private List<Delivery> repeatable() {
        return takeRepeats(unacked.values().stream().sorted(Comparator.comparingInt(each -> each.ordinal)).toList());
    }

    /** Takes them off the list until they are written: none is handed out twice at a time. */
    private List<Delivery> takeRepeats(List<Tracked> messages) {
        unacked.values().removeAll(new HashSet<>(messages));
        return messages.stream().map(each -> new Delivery(each.frame, Delivery.Kind.REPEATED)).toList();
    }

    private List<Outlet> handOutAll(List<Delivery> deliveries) {
        deliveries.forEach(this::handOut);
        return deliveries.isEmpty() ? List.of() : List.copyOf(outlets);
    }

    private List<Outlet> handOut(Delivery delivery) {
        if (outlets.isEmpty()) {
            waiting.add(delivery);
        }
        outlets.forEach(outlet -> give(outlet, delivery));
        return List.copyOf(outlets);
    }

    private static void give(Outlet outlet, Delivery delivery) {
        delivery.taken();
        outlet.enqueue(delivery);
    }

    private List<Outlet> putBack(List<Delivery> lost) {
        for (int i = lost.size() - 1; i >= 0; i--) {
            Delivery delivery = lost.get(i);
            if (manners.holdWhileAway() || delivery.kind() == Delivery.Kind.REPEATED) {
                waiting.addFirst(delivery);
            } else {
                ledger.givenUp();
            }
        }
        return List.of();
    }

    private void countDelivery(String id, boolean repeat) {
        Tracked message = track(id);
        message.deliveries++;
        message.repeats += repeat ? 1 : 0;
        if (message.acked || closed || !policy.allows(message.repeats)) {
            return;
        }
        message.due = clock.instant().plus(policy.after());
        unacked.remove(id);
        unacked.put(id, message);
        scheduleSweep();
    }

    private void scheduleSweep() {
        if (timer != null || unacked.isEmpty() || !policy.timed()) {
            return;
        }
        Duration delay = Duration.between(clock.instant(), unacked.values().iterator().next().due);
        timer = scheduler.schedule(delay.compareTo(SHORTEST) < 0 ? SHORTEST : delay, this::sweep);
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private static void drain(List<Outlet> outlets) {
        outlets.forEach(Outlet::drain);
    }
}
