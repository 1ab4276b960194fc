// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.chatdock.simulator.Customer;
import org.chatdock.simulator.Scheduler;
import org.chatdock.simulator.Script;
import org.chatdock.simulator.ScriptId;
import org.chatdock.simulator.ScriptedAnswer;

/** Answers the agent as the customers. Any thread. */
public final class CustomerVoices {

    private final Script script;
    private final Map<String, Customer> customers;
    private final Timeline timeline;
    private final Clock clock;
    private final Scheduler scheduler;
    private final FrameWriter writer;
    private final DeliveryDesk desk;
    private final Supplier<ScriptId> ids;

    private final Lock lock = new ReentrantLock();
    /** How many answers each customer has begun, the closing included. Guarded by the lock. */
    private final Map<String, Integer> begun = new HashMap<>();

    /**
     * Starts nothing.
     *
     * @param ids gives every answer an id that no other run uses
     */
    public CustomerVoices(Script script, Timeline timeline, Clock clock, Scheduler scheduler, FrameWriter writer,
            DeliveryDesk desk, Supplier<ScriptId> ids) {
        this.script = script;
        this.customers = script.customers().stream()
                .collect(Collectors.toMap(customer -> customer.id().text(), Function.identity()));
        this.timeline = timeline;
        this.clock = clock;
        this.scheduler = scheduler;
        this.writer = writer;
        this.desk = desk;
        this.ids = ids;
    }

    /** The agent has sent something to somebody; strangers and customers who have said all do not answer. */
    public void hear(String to) {
        Customer customer = customers.get(to);
        if (customer != null) {
            next(to).ifPresent(answer -> say(customer, answer.lines(), clock.instant()));
        }
    }

    private Optional<ScriptedAnswer> next(String id) {
        int turn = turn(id);
        List<ScriptedAnswer> answers = script.answers().getOrDefault(id, List.of());
        if (turn < answers.size()) {
            return Optional.of(answers.get(turn));
        }
        return turn == answers.size() ? Optional.ofNullable(script.closings().get(id)) : Optional.empty();
    }

    private int turn(String id) {
        lock.lock();
        try {
            return begun.merge(id, 1, Integer::sum) - 1;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Nobody answers in no time: whatever the pace, an answer is stamped a whole pause after what it answers. So it
     * stands behind it in every list, although the wire counts in seconds.
     *
     * @param before the time of what is answered
     */
    private void say(Customer customer, List<ScriptedAnswer.Line> lines, Instant before) {
        Duration pause = lines.get(0).pause();
        Instant unhurried = before.plus(pause);
        scheduler.schedule(timeline.paced(pause), () -> {
            Instant now = clock.instant();
            Instant time = now.isAfter(unhurried) ? now : unhurried;
            desk.offer(writer.write(ids.get(), customer, lines.get(0).utterance(), time));
            if (lines.size() > 1) {
                say(customer, lines.subList(1, lines.size()), time);
            }
        });
    }
}
