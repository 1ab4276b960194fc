// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.connection.ConnectionMetrics;
import org.chatdock.api.connection.ConnectionState;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.connection.ConnectionTransition;
import org.chatdock.api.connection.Credentials;
import org.chatdock.api.connection.QuarantinedFrame;
import org.chatdock.api.message.Message;
import org.chatdock.connection.internal.engine.Alarm;
import org.chatdock.connection.internal.engine.Effect;
import org.chatdock.connection.internal.engine.Ending;
import org.chatdock.connection.internal.engine.Engine;
import org.chatdock.connection.internal.engine.Event;
import org.chatdock.connection.internal.engine.Moment;
import org.chatdock.connection.internal.line.Scheduler.Timer;

/**
 * Does what the engine wants and tells it what happens. The engine, and all fields without a note, belong to the lane.
 */
public final class Line {
    private static final String PING = "ping";
    private static final String ANONYMOUS = Credentials.NONE.agentId();
    /** A message that is too large counts as given up when it has come so often; then nobody needs to hear of it. */
    private static final int MOST_DELIVERIES = 3;

    private final LineParts parts;
    private final Meter meter;
    private final Chronicle chronicle = new Chronicle();
    private final Quarantine quarantine;
    private final Outbox outbox;
    private final InFlight inFlight;
    private final Inbound inbound;
    private final Engine engine;
    private final Map<Alarm, Timer> alarms = new EnumMap<>(Alarm.class);
    private Set<String> addresses = Set.of();
    /** The last try or socket; it may be over. */
    private long lastTry;
    private String lastAddress = "";

    /** Written on the lane, read anywhere. */
    private volatile ConnectionStatus entered;
    /** Written on the lane, read anywhere; null while there is neither a socket nor a try. */
    private volatile Link link;
    /** Whose the last socket was; written on the lane, read anywhere; null before the first. */
    private volatile String lastAgent;
    /** Written on the lane, read anywhere. */
    private volatile boolean current;
    /** By the clock that nobody sets, as the alarm; written on the lane before {@link #entered}, read anywhere. */
    private volatile long nextTryMillis;
    /** When the last heartbeat left or the last frame came; written on any thread, read anywhere. */
    private volatile long heartbeatMillis = Moment.NEVER;
    /** Written on any thread, read anywhere; a line too many in the log would do no harm. */
    private volatile boolean strangeTold;

    public Line(LineParts parts) {
        this.parts = parts;
        meter = new Meter(parts.clocks().millis());
        quarantine = new Quarantine(parts.clocks().wall());
        outbox = new Outbox(parts.journal(), meter, this::relieved);
        inFlight = new InFlight(parts.maxInFlight(), outbox::isCrowded);
        inbound = new Inbound(parts.sink(), outbox, inFlight, parts.clocks().wall(), meter, this::strange);
        engine = new Engine(parts.options(), parts.random(), parts.clocks().wall().instant());
        entered = engine.status();
        parts.catchUp().join(parts.lane(), new CatchUp.Host() {
            @Override
            public void take(Message message, Runnable then) {
                inbound.caughtUp(message, then);
            }

            @Override
            public void current() {
                current = true;
                parts.listener().accept(status());
            }
        });
    }

    private void relieved() {
        inFlight.look();
    }

    // For anybody, on any thread

    /** What is known now. */
    public ConnectionStatus status() {
        ConnectionStatus status = entered;
        long heard = heartbeatMillis;
        return new ConnectionStatus(status.state(), status.since(), status.cause(), status.code(), status.reason(),
                status.attempt(), status.nextTry() == null ? null : wallTime(nextTryMillis), status.reopened(),
                heard == Moment.NEVER ? null : wallTime(heard), status.lastError(), status.lastClose(),
                current && status.state().isUp());
    }

    private Instant wallTime(long millis) {
        return parts.clocks().wall().instant().minusMillis(parts.clocks().millis().getAsLong() - millis);
    }

    public List<ConnectionTransition> history() {
        return chronicle.all();
    }

    public List<QuarantinedFrame> quarantine() {
        return quarantine.all();
    }

    public ConnectionMetrics metrics() {
        Link present = link;
        boolean up = present != null && entered.state().isUp();
        return meter.snapshot(up ? present.silence() : 0, outbox.size(), inFlight.count(), parts.lane().depth());
    }

    /**
     * Acknowledges what an earlier connection, or process, has delivered.
     *
     * @return false if it is not for the agent who is signed in, or nobody has been yet
     */
    public boolean acknowledge(Message message, String handlerName) {
        String agent = lastAgent;
        boolean ours = agent != null && (agent.equals(ANONYMOUS) || agent.equals(message.to()));
        if (ours) {
            inbound.acknowledge(agent, message, handlerName);
        }
        return ours;
    }

    /** Begins to connect. */
    public void start() {
        tell(new Event.Start());
    }

    /** Says goodbye and stays down. */
    public void stop() {
        tell(new Event.Stop());
    }

    /** Does not wait for the next try; while the line is up, doubts that it is. */
    public void retryNow() {
        SignInDesk desk = parts.signIn().get();
        if (desk != null) {
            desk.giveUp();
        }
        tell(new Event.RetryNow());
    }

    /** There may be other credentials now. */
    public void signedIn() {
        tell(new Event.SignedIn());
    }

    private void tell(Event event) {
        parts.lane().execute(() -> on(event));
    }

    // On the lane

    private void on(Event event) {
        Link present = link;
        Moment moment = new Moment(parts.clocks().millis().getAsLong(), parts.clocks().wall().instant(),
                present == null ? Moment.NEVER : present.heard);
        engine.on(event, moment).forEach(this::apply);
    }

    private void apply(Effect effect) {
        if (effect instanceof Effect.Set set) {
            set(set);
        } else if (effect instanceof Effect.Clear clear) {
            clear(clear.alarm());
        } else if (effect instanceof Effect.Ask ask) {
            ask(ask);
        } else if (effect instanceof Effect.Connect connect) {
            connect(connect);
        } else if (effect instanceof Effect.Begin) {
            begin();
        } else if (effect instanceof Effect.Drop) {
            drop(false);
        } else if (effect instanceof Effect.Farewell) {
            drop(true);
        } else if (effect instanceof Effect.Ping) {
            link.ping();
        } else if (effect instanceof Effect.Probe) {
            link.probe();
        } else if (effect instanceof Effect.CheckNetwork) {
            parts.helpers().execute(this::checkNetwork);
        } else if (effect instanceof Effect.Woke) {
            meter.wakes.increment();
        } else if (effect instanceof Effect.Enter enter) {
            enter(enter.status());
        } else if (effect instanceof Effect.Update update) {
            entered = update.status();
            parts.listener().accept(status());
        } else if (effect instanceof Effect.Warn warn) {
            parts.logger().warn("No connection to {}: {}", endpoint(), warn.text());
        }
    }

    private void set(Effect.Set set) {
        clear(set.alarm());
        alarms.put(set.alarm(), parts.lane().schedule(set.delayMillis(),
                () -> on(new Event.Rang(set.generation(), set.alarm()))));
    }

    private void clear(Alarm alarm) {
        Timer timer = alarms.remove(alarm);
        if (timer != null) {
            timer.cancel();
        }
    }

    private void ask(Effect.Ask ask) {
        credentials(ask.refused()).whenComplete((credentials, failure) -> tell(failure == null
                ? new Event.Answered(ask.generation(), credentials)
                : new Event.Unanswered(ask.generation(), named(failure))));
    }

    /** Where nobody can be asked nobody is signed in, or there are no better ones. */
    private CompletionStage<Credentials> credentials(Credentials refused) {
        SignInDesk desk = parts.signIn().get();
        if (desk == null) {
            return CompletableFuture.completedStage(Objects.requireNonNullElse(refused, Credentials.NONE));
        }
        return refused == null ? desk.credentials() : desk.renew(refused);
    }

    private static String named(Throwable failure) {
        Throwable root = rootOf(failure);
        return root instanceof SignInException known ? known.what() : root.getClass().getSimpleName();
    }

    private static Throwable rootOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private void connect(Effect.Connect connect) {
        Endpoint endpoint = parts.endpoints().get(connect.endpoint());
        Link mine = new Link(connect.generation(), endpoint, connect.credentials().agentId());
        link = mine;
        lastAgent = mine.agent;
        parts.catchUp().prepare();
        URI address;
        Map<String, String> headers;
        try {
            address = endpoint.uri(connect.credentials());
            headers = endpoint.headers(connect.credentials());
        } catch (IllegalArgumentException e) {
            tell(new Event.Ended(connect.generation(), new Ending(Ending.CREDENTIALS, 0, e.getMessage())));
            return;
        }
        try {
            mine.socket = parts.transport().connect(address, headers, mine);
        } catch (RuntimeException e) {
            tell(new Event.Ended(connect.generation(), new Ending("io", 0,
                    "The connection could not be begun (" + e.getClass().getSimpleName() + ").")));
        }
    }

    private void begin() {
        Link mine = link;
        strangeTold = false;
        parts.logger().info("Connected to {}", mine.endpoint);
        outbox.attach(mine.socket, mine.agent);
        parts.catchUp().begin(mine.socket::resume);
    }

    private void drop(boolean farewell) {
        outbox.detach();
        parts.catchUp().cancel();
        current = false;
        Link old = link;
        link = null;
        lastAddress = old == null ? "" : old.localAddress;
        if (old != null && old.socket != null) {
            if (farewell) {
                old.socket.close();
            } else {
                old.socket.abort();
            }
        }
    }

    private void enter(ConnectionStatus status) {
        ConnectionStatus before = entered;
        Link present = link;
        if (status.state() == ConnectionState.CONNECTING && status.nextTry() == null) {
            lastTry = engine.generation();
            lastAddress = "";
        }
        nextTryMillis = status.nextTry() == null ? 0 : parts.clocks().millis().getAsLong()
                + Duration.between(status.since(), status.nextTry()).toMillis();
        entered = status;
        current = status.state().isUp() && !parts.catchUp().isDue();
        meter.entered(status.state(), status.cause());
        boolean wasTry = before.state() == ConnectionState.CONNECTING && before.nextTry() == null;
        if (wasTry && !status.state().isUp() && status.state() != ConnectionState.CLOSE) {
            meter.failedConnects.increment();
        }
        chronicle.add(new ConnectionTransition(status.since(), parts.clocks().millis().getAsLong(), before.state(),
                status.state(), status.cause(), status.code(), status.reason(), status.attempt(),
                lastTry, present == null ? lastAddress : present.localAddress));
        parts.listener().accept(status());
    }

    private void checkNetwork() {
        Set<String> now = parts.interfaces().get();
        parts.lane().execute(() -> {
            Set<String> before = addresses;
            addresses = now;
            Link present = link;
            if (!before.isEmpty() && !before.equals(now)) {
                on(new Event.NetworkChanged(present != null && present.isAmong(before) && !present.isAmong(now)));
            }
        });
    }

    private Endpoint endpoint() {
        Link present = link;
        return present == null ? parts.endpoints().get(engine.endpoint()) : present.endpoint;
    }

    /** Once for every connection: it may be a gateway of another kind, and then every text is like this. Any thread. */
    private void strange(int bytes) {
        if (!strangeTold) {
            strangeTold = true;
            parts.logger().warn("The gateway {} sent a text of {} bytes that is no JSON object; it is ignored. Check "
                    + "that gatewayUrl is a chat gateway's; this is said once for each connection.", endpoint(), bytes);
        }
    }

    /** One try and the socket that comes of it. What is told of an old one changes nothing. */
    private final class Link implements SocketEvents {
        private final long generation;
        private final Endpoint endpoint;
        private final String agent;
        /** Belongs to the lane. */
        private Socket socket;
        /** Written on the socket's threads, read anywhere. */
        private volatile long heard = Moment.NEVER;
        private volatile String localAddress = "";
        private volatile long opened;
        /** When the last protocol ping left, in nanoseconds; 0 if it is answered. */
        private volatile long probed;

        Link(long generation, Endpoint endpoint, String agent) {
            this.generation = generation;
            this.endpoint = endpoint;
            this.agent = agent;
        }

        private boolean isPresent() {
            return link == this;
        }

        private boolean isAmong(Set<String> hosts) {
            int port = localAddress.lastIndexOf(':');
            // An IPv6 address stands in brackets here.
            return port >= 0 && hosts.contains(localAddress.substring(0, port).replaceAll("[\\[\\]]", ""));
        }

        long silence() {
            return parts.clocks().millis().getAsLong() - Math.max(heard, opened);
        }

        void ping() {
            socket.write(List.of(PING), sent -> {
                if (sent && isPresent()) {
                    heartbeatMillis = parts.clocks().millis().getAsLong();
                    meter.framesOut.increment();
                    meter.bytesOut.add(PING.length());
                }
            });
        }

        void probe() {
            probed = System.nanoTime();
            socket.probe();
        }

        @Override
        public void opened(String address, Instant serverTime) {
            localAddress = address;
            opened = parts.clocks().millis().getAsLong();
            if (isPresent()) {
                heartbeatMillis = opened;
                inbound.synchronize(serverTime);
            }
            tell(new Event.Opened(generation));
        }

        @Override
        public void alive(int bytes) {
            if (isPresent()) {
                long now = parts.clocks().millis().getAsLong();
                meter.silent(now - Math.max(heard, opened));
                heard = now;
                heartbeatMillis = now;
                meter.framesIn.increment();
                meter.bytesIn.add(bytes);
            }
        }

        @Override
        public boolean text(ByteBuffer payload, Socket by) {
            if (!isPresent()) {
                return false;
            }
            outbox.reading();
            return inbound.text(payload, by, agent);
        }

        @Override
        public void binary() {
            meter.binaryFrames.increment();
        }

        @Override
        public void oversized(ByteBuffer head, long bytes) {
            if (!isPresent()) {
                return;
            }
            QuarantinedFrame frame = quarantine.add(head, bytes);
            if (frame.deliveries() == 1) {
                meter.quarantined.increment();
            }
            if (frame.deliveries() <= MOST_DELIVERIES) {
                String reason = "A message of " + bytes + " bytes was left out: it is larger than maxTextBytes allows.";
                parts.logger().warn("{} It has the id '{}' and has come {} time(s).", reason, frame.messageId(),
                        frame.deliveries());
                tell(new Event.LeftOut(reason));
            }
        }

        @Override
        public void dry() {
            outbox.dry();
        }

        @Override
        public void pong() {
            long sent = probed;
            if (sent != 0) {
                probed = 0;
                meter.roundTrips.add(System.nanoTime() - sent);
            }
        }

        @Override
        public void ended(Ending ending) {
            tell(new Event.Ended(generation, ending));
        }
    }
}
