// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

import org.chatdock.api.connection.ConnectionState;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.connection.Credentials;
import org.chatdock.api.dispatch.InboundSink;
import org.chatdock.connection.internal.line.Scheduler.Timer;
import org.osgi.service.log.Logger;

/**
 * Keeps one socket up: connects, sends the heartbeat, waits and connects again. Every socket has a generation; what an
 * old one still tells changes nothing. All fields without a note belong to the lane.
 */
public final class Line {
    private static final String PING = "ping";

    private final Transport transport;
    private final Endpoint endpoint;
    private final Supplier<CompletionStage<Credentials>> credentials;
    private final LineOptions options;
    private final Scheduler lane;
    private final Clock clock;
    private final RetryDelay retryDelay;
    private final Consumer<ConnectionStatus> listener;
    private final Logger logger;
    private final Outbox outbox = new Outbox();
    private final Inbound inbound;

    /** Written on any thread, read anywhere; a line too many in the log would do no harm. */
    private volatile boolean strangeTold;
    /** Written on the lane, read anywhere. */
    private volatile ConnectionStatus entered;
    /** Written on any thread, read anywhere. */
    private volatile Instant lastHeartbeat;

    /** Written on the lane, read anywhere. */
    private volatile long generation;
    private Socket socket;
    private Events events;
    private Timer deadline = () -> { };
    private Timer retry;
    private Timer ping = () -> { };
    private int attempt;
    private int failures;
    private boolean everUp;
    private boolean complained;
    private Instant upSince;
    private String lastError = "";
    private String lastClose = "";

    /**
     * @param credentials asked before every try
     * @param random gives an evenly distributed number from 0 to its argument
     * @param listener told of every change, on the lane
     */
    public Line(Transport transport, Endpoint endpoint, InboundSink sink, int maxInFlight,
            Supplier<CompletionStage<Credentials>> credentials, LineOptions options, Scheduler lane, Clock clock,
            LongUnaryOperator random, Consumer<ConnectionStatus> listener, Logger logger) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.options = options;
        this.lane = lane;
        this.clock = clock;
        this.retryDelay = new RetryDelay(options.retryCap(), random);
        this.listener = listener;
        this.logger = logger;
        this.inbound = new Inbound(sink, outbox, maxInFlight, clock, this::strange);
        this.entered = new ConnectionStatus(ConnectionState.CLOSE, clock.instant(), "created", 0, "", 0, null, false,
                null, "", "");
    }

    /** What is known now. Any thread. */
    public ConnectionStatus status() {
        ConnectionStatus status = entered;
        return new ConnectionStatus(status.state(), status.since(), status.cause(), status.code(), status.reason(),
                status.attempt(), status.nextTry(), status.reopened(), lastHeartbeat, status.lastError(),
                status.lastClose());
    }

    /** Begins to connect. Any thread; once. */
    public void start() {
        lane.execute(() -> connect("start"));
    }

    /** Tries now if the line waits for its next try. Any thread. */
    public void retryNow() {
        lane.execute(() -> {
            if (retry != null) {
                connect("retry-now");
            }
        });
    }

    /** Says goodbye and stays down. Any thread; once. */
    public void stop() {
        lane.execute(() -> {
            Socket open = entered.state().isUp() ? socket : null;
            if (open != null) {
                open.close();
                socket = null;
            }
            tearDown();
            enter(ConnectionState.CLOSE, "stop", 0, "", null);
        });
    }

    private void connect(String cause) {
        tearDown();
        long mine = generation;
        attempt++;
        enter(ConnectionState.CONNECTING, cause, 0, "", null);
        deadline = lane.schedule(options.upgradeTimeout(), () -> ended(mine, new Ending("timeout", 0,
                "The gateway did not answer within " + options.upgradeTimeout() + " ms.")));
        askCredentials().whenComplete((known, failure) -> lane.execute(() -> {
            if (mine != generation) {
                return;
            }
            if (failure != null || known == null) {
                ended(mine, new Ending("credentials", 0, "The credential source failed" + (failure == null ? ""
                        : " (" + rootOf(failure).getClass().getSimpleName() + ")") + "; sign in again."));
            } else {
                open(mine, known);
            }
        }));
    }

    /** A source that throws, or gives no stage, instead of failing its stage is foreign code too. */
    private CompletionStage<Credentials> askCredentials() {
        try {
            CompletionStage<Credentials> asked = credentials.get();
            return asked == null ? CompletableFuture.completedStage(null) : asked;
        } catch (RuntimeException | LinkageError e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void open(long mine, Credentials known) {
        events = new Events(mine);
        try {
            socket = transport.connect(endpoint.uri(known), endpoint.headers(known), events);
        } catch (RuntimeException e) {
            ended(mine, new Ending("io", 0,
                    "The connection could not be begun (" + e.getClass().getSimpleName() + ")."));
        }
    }

    private void opened(long mine) {
        if (mine != generation) {
            return;
        }
        deadline.cancel();
        upSince = clock.instant();
        lastHeartbeat = upSince;
        attempt = 0;
        complained = false;
        ConnectionState state = everUp ? ConnectionState.REOPEN : ConnectionState.OPEN;
        everUp = true;
        strangeTold = false;
        logger.info("Connected to {}", endpoint);
        heartbeat(mine);
        enter(state, "upgraded", 0, "", null);
        outbox.attach(socket);
    }

    private void heartbeat(long mine) {
        if (options.pingInterval() == 0) {
            return;
        }
        ping = lane.schedule(options.pingInterval(), () -> {
            if (mine == generation) {
                socket.write(List.of(PING), sent -> {
                    if (sent && mine == generation) {
                        lastHeartbeat = clock.instant();
                    }
                });
                heartbeat(mine);
            }
        });
    }

    private void ended(long mine, Ending ending) {
        if (mine != generation) {
            return;
        }
        boolean wasUp = entered.state().isUp();
        if (wasUp && events.heard && !upSince.plusMillis(options.stableAfter()).isAfter(clock.instant())) {
            failures = 0;
        }
        tearDown();
        if (ending.cause().equals("closed")) {
            lastClose = ending.code() + " " + ending.reason();
        } else {
            lastError = ending.reason();
        }
        complain(ending);
        if (wasUp) {
            enter(ConnectionState.CLOSE, ending.cause(), ending.code(), ending.reason(), null);
        }
        long wait = ending.isFinal() ? options.recheck() : retryDelay.millis(failures);
        failures++;
        ConnectionState next = ending.isFinal() ? ConnectionState.ERROR : ConnectionState.CONNECTING;
        retry = lane.schedule(wait, () -> connect(ending.isFinal() ? "recheck" : "retry"));
        enter(next, ending.cause(), ending.code(), ending.reason(), clock.instant().plusMillis(wait));
    }

    /** Once for every connection: it may be a gateway of another kind, and then every text is like this. Any thread. */
    private void strange(int bytes) {
        if (!strangeTold) {
            strangeTold = true;
            logger.warn("The gateway {} sent a text of {} bytes that is no JSON object; it is ignored. Check that "
                    + "gatewayUrl is a chat gateway's; this is said once for each connection.", endpoint, bytes);
        }
    }

    /** Once for every outage: a gateway that is down all night would fill the log. */
    private void complain(Ending ending) {
        if (!complained) {
            complained = true;
            logger.warn("No connection to {}: {} {}", endpoint, ending.reason(),
                    ending.isFinal() ? "Checking again every " + options.recheck() / 1000 + " s." : "Trying again.");
        }
    }

    /** In this order: timers, generation, socket. So nothing late can find its way back in. */
    private void tearDown() {
        deadline.cancel();
        ping.cancel();
        if (retry != null) {
            retry.cancel();
            retry = null;
        }
        generation = generation + 1;
        outbox.detach();
        if (socket != null) {
            socket.abort();
            socket = null;
        }
    }

    private void enter(ConnectionState state, String cause, int code, String reason, Instant nextTry) {
        entered = new ConnectionStatus(state, clock.instant(), cause, code, reason, attempt, nextTry,
                state == ConnectionState.REOPEN || entered.reopened(), lastHeartbeat, lastError, lastClose);
        listener.accept(status());
    }

    private static Throwable rootOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** What one socket tells; knows its generation. */
    private final class Events implements SocketEvents {
        private final long mine;
        private volatile boolean heard;

        Events(long mine) {
            this.mine = mine;
        }

        @Override
        public void opened() {
            lane.execute(() -> Line.this.opened(mine));
        }

        @Override
        public void alive() {
            if (mine == generation) {
                heard = true;
                lastHeartbeat = clock.instant();
            }
        }

        @Override
        public boolean text(ByteBuffer payload, Socket by) {
            return mine == generation && inbound.text(payload, by);
        }

        @Override
        public void ended(Ending ending) {
            lane.execute(() -> Line.this.ended(mine, ending));
        }
    }
}
