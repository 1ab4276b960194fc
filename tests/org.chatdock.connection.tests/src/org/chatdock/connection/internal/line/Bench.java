// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

import org.chatdock.api.connection.ConnectionState;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.connection.CredentialSource;
import org.chatdock.api.connection.Credentials;
import org.chatdock.api.connection.HistorySource;
import org.chatdock.api.dispatch.Delivery;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.connection.internal.engine.Ending;
import org.chatdock.connection.internal.engine.EngineOptions;
import org.chatdock.connection.internal.engine.EngineOptions.Life;
import org.chatdock.connection.internal.engine.EngineOptions.Retry;
import org.chatdock.connection.internal.engine.EngineOptions.Stops;
import org.chatdock.connection.internal.engine.EngineOptions.Tries;
import org.chatdock.connection.internal.engine.EngineOptions.Wake;
import org.chatdock.testkit.ManualClock;
import org.chatdock.testkit.RecordingLogger;

/** A line on a bench: the test is its clocks, its network and its gateway. */
final class Bench {
    static final String TOKEN = "s3cret";
    static final Duration DAY = Duration.ofDays(1);
    /** The gateway does not accept the credentials. */
    static final Ending UNAUTHORIZED = Ending.refusedUpgrade(401);

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
    Function<Credentials, CompletionStage<Credentials>> refresh = CompletableFuture::completedStage;
    int refreshes;
    HistorySource history;
    Supplier<Map<ConversationId, MessageId>> known = Map::of;
    Set<String> interfaces = Set.of("192.0.2.7");
    AckJournal journal = AckJournal.NONE;
    RuntimeException connectFailure;
    /** Runs what may wait. */
    Executor helpers = Runnable::run;
    String credentialsIn = "HEADER";
    List<String> urls = List.of("ws://gateway.example/agents/{corpId}");
    int maxInFlight = 4;
    EngineOptions options = options(1);
    /** Null while there is no source. */
    SignInDesk desk;
    Line line;

    /** The defaults of the configuration, but for the silence rule, which is not a little early here. */
    static EngineOptions options(int endpoints) {
        return new EngineOptions(new Life(10_000, 15_000, 25_000, 3_000), new Wake(2_000, 6_000, 60_000),
                new Tries(10_000, 15_000, 10_000), new Retry(250, 15_000, 200, 10_000, 300_000, 600_000, 15),
                new Stops(Set.of(400, 401, 403, 404, 426), Set.of(1003, 1007, 1008, 1010), Set.of(4409)), endpoints,
                600_000, 5_000);
    }

    Bench with(String... addresses) {
        urls = List.of(addresses);
        options = options(addresses.length);
        return this;
    }

    Bench start() {
        desk = new SignInDesk(helpers, lane);
        desk.use(new CredentialSource() {
            @Override
            public CompletionStage<Credentials> credentials() {
                return credentials.get();
            }

            @Override
            public CompletionStage<Credentials> refresh(Credentials refused) {
                refreshes++;
                return refresh.apply(refused);
            }
        });
        line = new Line(new LineParts((address, headers, events) -> {
            FakeSocket socket = new FakeSocket(address, headers, events);
            sockets.add(socket);
            if (connectFailure != null) {
                throw connectFailure;
            }
            return socket;
        }, urls.stream().map(url -> Endpoint.of(url, credentialsIn)).toList(), deliveries::add, maxInFlight, journal,
                () -> desk, new CatchUp(() -> history, () -> known.get(), helpers, log.logger()), () -> interfaces,
                options, lane, helpers, lane.clocks(), bound -> {
                    bounds.add(bound);
                    return random.applyAsLong(bound);
                }, told::add, log.logger()));
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
        socket().events.opened("192.0.2.7:4711", null);
    }

    void acceptUnlessUp() {
        if (!line.status().state().isUp()) {
            accept();
        }
    }

    /** The next try, and the gateway accepts it. */
    void comeBack() {
        nextTry();
        accept();
    }

    void lose(Ending ending) {
        socket().events.ended(ending);
    }

    void lose() {
        lose(Ending.closed(1006, ""));
    }

    /** A frame comes. */
    void hear() {
        socket().events.alive(4);
    }

    void advance(long seconds) {
        lane.advance(Duration.ofSeconds(seconds));
    }

    /** Time goes by while the gateway says something every second. */
    void liveFor(long seconds) {
        for (int i = 0; i < seconds; i++) {
            hear();
            advance(1);
        }
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
