// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

import org.chatdock.api.connection.ConnectionState;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.connection.Credentials;
import org.chatdock.api.dispatch.Delivery;
import org.chatdock.testkit.ManualClock;
import org.chatdock.testkit.RecordingLogger;

/** A line on a bench: the test is its clock, its network and its gateway. */
final class Bench {
    static final String TOKEN = "s3cret";
    static final Duration DAY = Duration.ofDays(1);

    final ManualClock clock = new ManualClock();
    final ManualScheduler lane = new ManualScheduler(clock);
    final RecordingLogger log = new RecordingLogger();
    final List<FakeSocket> sockets = new ArrayList<>();
    final List<ConnectionStatus> told = new ArrayList<>();
    final List<Delivery> deliveries = new ArrayList<>();
    final List<Long> bounds = new ArrayList<>();
    LongUnaryOperator random = bound -> bound;
    Supplier<CompletionStage<Credentials>> credentials = () -> CompletableFuture
            .completedStage(new Credentials("corp", "agent", TOKEN));
    RuntimeException connectFailure;
    String credentialsIn = "HEADER";
    LineOptions options = new LineOptions(10_000, 10_000, 15_000, 10_000, 300_000);
    Line line;

    Bench start() {
        line = new Line((address, headers, events) -> {
            FakeSocket socket = new FakeSocket(address, headers, events);
            sockets.add(socket);
            if (connectFailure != null) {
                throw connectFailure;
            }
            return socket;
        }, Endpoint.of("ws://gateway.example/agents/{corpId}", credentialsIn), deliveries::add, 4,
                () -> credentials.get(), options, lane, clock, bound -> {
                    bounds.add(bound);
                    return random.applyAsLong(bound);
                }, told::add, log.logger());
        line.start();
        return this;
    }

    /** Starts and lets the gateway accept. */
    Bench startUp() {
        start();
        accept();
        return this;
    }

    FakeSocket socket() {
        return sockets.get(sockets.size() - 1);
    }

    void accept() {
        socket().events.opened();
    }

    void acceptUnlessUp() {
        if (!line.status().state().isUp()) {
            accept();
        }
    }

    void lose(Ending ending) {
        socket().events.ended(ending);
    }

    void lose() {
        lose(Ending.closed(1006, ""));
    }

    void advance(long seconds) {
        lane.advance(Duration.ofSeconds(seconds));
    }

    /** Up to the next try, however long it takes. */
    void nextTry() {
        lane.advance(Duration.between(clock.instant(), line.status().nextTry()));
    }

    /** The same, if the line waits at all. */
    void nextTryOrNothing() {
        if (line.status().nextTry() != null) {
            nextTry();
        }
    }

    /** The wait that the line has announced, in milliseconds. */
    long announcedWait() {
        return Duration.between(clock.instant(), line.status().nextTry()).toMillis();
    }

    List<ConnectionState> states() {
        return told.stream().map(ConnectionStatus::state).toList();
    }

    void assertState(ConnectionState state) {
        assertEquals(state, line.status().state(), () -> line.status().toString());
    }
}
