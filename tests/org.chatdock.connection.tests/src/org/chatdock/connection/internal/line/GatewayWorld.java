// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.chatdock.api.connection.ConnectionState.OPEN;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.dispatch.Delivery;
import org.chatdock.connection.internal.engine.Ending;
import org.chatdock.testkit.ManualClock;
import org.chatdock.testkit.RecordingLogger;

/**
 * The whole line with a gateway that delivers at least once: what it has sent and nobody has acknowledged it sends
 * again on the next socket. Messages, cuts, sign-ins, sleep and slow handlers follow from the seed; what must hold is
 * checked on the way.
 */
final class GatewayWorld {
    private static final List<String> AGENTS = List.of("ann", "bob");
    private static final int CONVERSATIONS = 3;
    private static final int PATIENCE_SECONDS = 180;

    /** What the gateway does with a try. */
    private enum Door {
        OPEN, REFUSING, BLACK_HOLE
    }

    private final SplittableRandom random;
    private final List<String> trace;
    private final ManualClock clock = new ManualClock();
    private final ManualScheduler lane = new ManualScheduler(clock);
    private final RecordingLogger log = new RecordingLogger();
    private final Line line;
    /** By agent: ids that were created and are not acknowledged, in order. */
    private final Map<String, Set<String>> unacknowledged = new HashMap<>();
    /** By agent: ids in the order in which the handlers acknowledged them, again and again. */
    private final Map<String, List<String>> handled = new HashMap<>();
    /** What is stored; each once. */
    private final Set<String> stored = new HashSet<>();
    private final List<Peer> peers = new ArrayList<>();
    private Door door = Door.OPEN;
    private String agent = "ann";
    private boolean handlersWork = true;
    private int created;
    private int shown;
    private int arrived;
    private int finished;

    GatewayWorld(long seed, List<String> trace) {
        random = new SplittableRandom(seed);
        this.trace = trace;
        AGENTS.forEach(each -> {
            unacknowledged.put(each, new LinkedHashSet<>());
            handled.put(each, new ArrayList<>());
        });
        SignInDesk desk = new SignInDesk(Runnable::run, lane);
        desk.use(() -> CompletableFuture.completedStage(new Credentials("corp", agent, "t")));
        SplittableRandom draws = random.split();
        line = new Line(new LineParts((address, headers, events) -> {
            check(peers.stream().allMatch(peer -> peer.gone), "two sockets at a time");
            Peer peer = new Peer(headers.get("userid"), events);
            peers.add(peer);
            return peer;
        }, List.of(Endpoint.of("ws://gateway.example/", "HEADER")), this::accept, 4, AckJournal.NONE, () -> desk,
                new CatchUp(() -> null, Map::of, Runnable::run, log.logger()), () -> Set.of("192.0.2.7"),
                Bench.options(1), lane, Runnable::run, lane.clocks(), bound -> draws.nextLong(bound + 1),
                status -> note(status.state() + " " + status.cause()), log.logger()));
    }

    /** Returns how many messages were created. */
    int live(int steps) {
        line.start();
        for (int i = 0; i < steps; i++) {
            step();
            lane.advance(Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(20_000) : random.nextInt(800)));
            checkCounts();
        }
        settle();
        return created;
    }

    private Peer present() {
        return peers.isEmpty() ? null : peers.get(peers.size() - 1);
    }

    private void step() {
        Peer peer = present();
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3, 4 -> create(AGENTS.get(random.nextInt(AGENTS.size())), 1 + random.nextInt(8));
            case 5, 6, 7 -> {
                if (peer != null) {
                    peer.cut(random.nextInt(4));
                }
            }
            case 8 -> door = Door.values()[random.nextInt(3)];
            case 9 -> {
                agent = AGENTS.get(random.nextInt(AGENTS.size()));
                note("signs in: " + agent);
                line.signedIn();
            }
            case 10 -> line.retryNow();
            case 11 -> lane.sleep(Duration.ofSeconds(random.nextInt(120)));
            case 12 -> {
                if (random.nextInt(3) == 0) {
                    line.stop();
                } else {
                    line.start();
                }
            }
            default -> handlersWork = random.nextInt(3) > 0;
        }
    }

    private void create(String owner, int count) {
        for (int i = 0; i < count; i++) {
            String id = owner + ++created;
            unacknowledged.get(owner).add(id);
            note("created " + id);
            Peer peer = present();
            if (peer != null && peer.isOpen() && peer.owner.equals(owner)) {
                peer.inbox.add(id);
                peer.deliver();
            }
        }
    }

    private static String conversation(String id) {
        return "group" + Integer.parseInt(id.substring(3)) % CONVERSATIONS;
    }

    /** The handlers: one conversation after the other in order, a little later, and not always with success. */
    private void accept(Delivery delivery) {
        String id = delivery.message().id().value();
        arrived++;
        lane.schedule(200, () -> {
            boolean works = handlersWork;
            note((works ? "handled " : "failed ") + id);
            if (works) {
                if (stored.add(id)) {
                    shown++;
                }
                handled.get(id.substring(0, 3)).add(id);
                delivery.acknowledge("h");
            }
            finished++;
            delivery.done();
            delivery.done();
        });
    }

    private void checkCounts() {
        check(line.metrics().inFlight() == arrived - finished, "in flight: " + line.metrics().inFlight() + " but "
                + (arrived - finished));
        check(lane.timers() < 10 + arrived - finished + peers.size() * 4, "timers pile up");
    }

    /** All is well from now on; everybody signs in, and all that was created has to be acknowledged. */
    private void settle() {
        door = Door.OPEN;
        handlersWork = true;
        AGENTS.forEach(this::settle);
        // Once more for acknowledgements that came when another had signed in.
        AGENTS.forEach(this::settle);
        check(line.metrics().acksWaiting() == 0, line.metrics().acksWaiting() + " acknowledgements are left");
        check(shown == created, shown + " of " + created + " are shown");
        log.assertNoErrors();
    }

    private void settle(String each) {
        agent = each;
        note("settles " + each);
        // What was delivered while the handlers failed is delivered again with the next socket only.
        if (present() != null) {
            present().cut(1);
        }
        line.signedIn();
        line.retryNow();
        int seconds = 0;
        do {
            check(seconds++ < PATIENCE_SECONDS, "never acknowledged: " + unacknowledged.get(each));
            lane.advance(Duration.ofSeconds(1));
        } while (!unacknowledged.get(each).isEmpty() || !line.status().state().isUp());
        lane.advance(Duration.ofSeconds(3));
    }

    private void note(String what) {
        if (trace != null) {
            trace.add(lane.millis() + " " + what);
        }
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /** One socket, with the gateway at its other end. */
    private final class Peer implements Socket {
        private final String owner;
        private final SocketEvents events;
        private final Deque<String> inbox = new ArrayDeque<>();
        private boolean upgraded;
        private boolean cut;
        private boolean gone;
        private boolean reading;
        private boolean delivering;
        /** How far in the order of the handlers this socket's acknowledgements have come. */
        private int position;

        Peer(String owner, SocketEvents events) {
            this.owner = owner;
            this.events = events;
            note("connects as " + owner);
            switch (door) {
                case OPEN -> lane.schedule(random.nextInt(200), this::upgrade);
                case REFUSING -> lane.schedule(20, () -> tell(new Ending("refused", 0, "no")));
                case BLACK_HOLE -> note("no answer");
            }
        }

        boolean isOpen() {
            return upgraded && !cut && !gone;
        }

        private void upgrade() {
            if (!cut && !gone) {
                upgraded = true;
                inbox.addAll(unacknowledged.get(owner));
                events.opened("192.0.2.7:1", null);
            }
        }

        /** @param way 0: nobody is told, 1: a close frame, else an error */
        void cut(int way) {
            if (!cut && !gone) {
                note("cut " + way);
                cut = true;
                if (way == 1) {
                    tell(Ending.closed(1001, ""));
                } else if (way > 1) {
                    tell(new Ending("io", 0, "reset"));
                }
            }
        }

        private void tell(Ending ending) {
            if (!gone) {
                events.ended(ending);
            }
        }

        /** What the client reads; each message once for each socket, some twice. */
        void deliver() {
            if (delivering) {
                return;
            }
            delivering = true;
            while (reading && isOpen() && !inbox.isEmpty()) {
                String id = random.nextInt(8) == 0 ? inbox.peek() : inbox.remove();
                String text = "{\"MsgId\":\"" + id + "\",\"GroupId\":\"" + conversation(id) + "\"}";
                events.alive(text.length());
                reading = events.text(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), this) && reading;
            }
            events.dry();
            delivering = false;
        }

        @Override
        public void write(List<String> texts, Consumer<Boolean> done) {
            check(!gone, "writes to a socket that was dropped");
            int delay = random.nextBoolean() ? 0 : random.nextInt(1_500);
            if (delay == 0) {
                arrive(texts, done);
            } else {
                lane.schedule(delay, () -> arrive(texts, done));
            }
        }

        /** What was handed to the network may be lost in a cut. */
        private void arrive(List<String> texts, Consumer<Boolean> done) {
            boolean lost = cut || gone;
            for (String text : texts) {
                if (!lost && !text.equals("ping")) {
                    acknowledged(text.substring(0, text.indexOf('|')));
                }
            }
            if (!lost && texts.contains("ping")) {
                events.alive(4);
            }
            done.accept(!lost || random.nextInt(3) == 0);
        }

        private void acknowledged(String id) {
            note("acknowledged " + id);
            check(id.startsWith(owner), id + " acknowledged by the socket of " + owner);
            List<String> order = handled.get(owner);
            while (position < order.size() && !order.get(position).equals(id)) {
                position++;
            }
            check(position < order.size(), id + " is not acknowledged in the order of the handlers");
            position++;
            unacknowledged.get(owner).remove(id);
        }

        @Override
        public void probe() {
            if (isOpen()) {
                lane.schedule(50, () -> {
                    if (isOpen()) {
                        events.alive(0);
                        events.pong();
                    }
                });
            }
        }

        @Override
        public void resume() {
            reading = true;
            lane.schedule(0, this::deliver);
        }

        @Override
        public void close() {
            gone = true;
        }

        @Override
        public void abort() {
            gone = true;
        }
    }
}
