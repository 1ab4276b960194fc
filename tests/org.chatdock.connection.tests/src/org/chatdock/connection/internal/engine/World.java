// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.engine;

import static org.chatdock.api.connection.ConnectionState.CLOSE;
import static org.chatdock.api.connection.ConnectionState.CONNECTING;
import static org.chatdock.api.connection.ConnectionState.ERROR;
import static org.chatdock.api.connection.ConnectionState.OPEN;
import static org.chatdock.api.connection.ConnectionState.REOPEN;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

import org.chatdock.api.connection.ConnectionState;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.connection.Credentials;

/**
 * One engine and all that it can meet: a network, a gateway behind one or more addresses, a source of credentials, two
 * clocks, an agent. Everything follows from the seed. After every event it is checked that the engine keeps its
 * promises.
 */
final class World {
    private static final int[] CLOSES = { 1000, 1001, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 4000,
            4409 };
    private static final int[] STATUSES = { 302, 400, 401, 403, 404, 407, 409, 426, 429, 500, 502, 503, 504 };
    private static final Credentials ANN = new Credentials("corp", "ann", "t");
    private static final int MOST_SPREAD = 10_000;
    private static final int LONGEST_HINT = 600_000;
    private static final int LONGEST_WAIT = 15_250;
    private static final long UNSET = -1;
    /** Far more than there can be. */
    private static final int MOST_EVENTS = 20_000;

    /** How an address answers a try. */
    private enum Door {
        HEALTHY, REFUSING, BLACK_HOLE, CLOSING_AT_ONCE, ANSWERING_HTTP, SLOW
    }

    /** What the other end of a socket does. */
    private enum Peer {
        TALKING, ANSWERING, MUTE, RESETTING
    }

    /** What the source of credentials does. */
    private enum Source {
        PROMPT, FAILING, LATE, NEVER, BETTER, ANOTHER_AGENT
    }

    /** Something that will be told at its time. */
    private record Later(long due, long order, long generation, Event event) {
    }

    private final SplittableRandom random;
    private final Engine engine;
    private final List<String> trace;
    private final Door[] doors;
    private final PriorityQueue<Later> later = new PriorityQueue<>(
            Comparator.comparingLong(Later::due).thenComparingLong(Later::order));
    private final long[] alarms = new long[Alarm.values().length];
    private final long[] alarmGenerations = new long[Alarm.values().length];
    private Peer peer = Peer.TALKING;
    private Source source = Source.PROMPT;
    private int renewals;

    private long millis = 1_000_000_000;
    private long wall = 1_700_000_000_000L;
    private long order;
    private long heard = Moment.NEVER;
    /** The generation of the socket, or of the try with an address, that lives; 0 if none does. */
    private long live;
    private boolean open;
    private boolean dropped;
    private boolean everUp;
    private boolean wanted;
    private long tries;
    /** From when on silence counts: since the line is up, or since it has noticed that it slept. */
    private long lifeBase;
    private long tryBegan;
    /** How long the process has stood still since then; alarms of that time ring late. */
    private long stoodStill;
    private long hintEnd = Moment.NEVER;
    private Ending lastEnding;
    private int events;
    /** When the last tries began: the 16th in a minute may have to wait longer. */
    private final long[] retries = new long[15];
    private int retry;

    /** @param trace gets what happens; null if nobody wants to know */
    World(long seed, List<String> trace) {
        random = new SplittableRandom(seed);
        this.trace = trace;
        doors = new Door[1 + random.nextInt(3)];
        Arrays.fill(doors, Door.HEALTHY);
        Arrays.fill(alarms, UNSET);
        SplittableRandom draws = random.split();
        engine = new Engine(Defaults.options(doors.length), bound -> draws.nextLong(bound + 1),
                Instant.ofEpochMilli(wall));
    }

    int events() {
        return events;
    }

    // The schedule

    /** Starts, goes through all that may happen, heals everything, and sees to it that the line comes up. */
    void live(int steps) {
        tell(new Event.Start());
        for (int i = 0; i < steps; i++) {
            step();
            advance(pause());
        }
        heal();
    }

    private long pause() {
        return switch (random.nextInt(16)) {
            case 0 -> random.nextLong(40_000);
            case 1, 2 -> random.nextLong(12_000);
            case 3, 4, 5 -> random.nextLong(3_000);
            case 6, 7 -> 0;
            default -> random.nextLong(400);
        };
    }

    private void step() {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> {
                int door = random.nextInt(doors.length);
                doors[door] = one(Door.values());
                note("address " + door + " is " + doors[door]);
            }
            case 4, 5, 6 -> {
                peer = one(Peer.values());
                note("the peer is " + peer);
            }
            case 7, 8 -> {
                source = one(Source.values());
                note("the source is " + source);
            }
            case 9, 10, 11 -> {
                if (live != 0) {
                    tell(new Event.Ended(live, open ? close() : failure()));
                }
            }
            case 12 -> lateCallback();
            case 13 -> tell(new Event.RetryNow());
            case 14 -> tell(new Event.NetworkChanged(open && random.nextBoolean()));
            case 15 -> tell(new Event.SignedIn());
            case 16 -> sleep();
            case 17 -> {
                long jump = random.nextLong(-7_200_000, 7_200_000) >> random.nextInt(14);
                wall += jump;
                note("the wall clock is set by " + jump);
            }
            case 18 -> {
                if (random.nextInt(3) > 0) {
                    tell(wanted ? new Event.Stop() : new Event.Start());
                }
            }
            default -> tell(new Event.LeftOut("too large"));
        }
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private Ending close() {
        return Ending.closed(CLOSES[random.nextInt(CLOSES.length)], "");
    }

    private Ending failure() {
        if (random.nextBoolean()) {
            return new Ending("refused", 0, "refused");
        }
        int status = STATUSES[random.nextInt(STATUSES.length)];
        return Ending.refusedUpgrade(status, random.nextInt(4) == 0 ? random.nextLong(900_000) : 0);
    }

    /** The machine sleeps, with a clock that stands still or one that does not, or only this process is stopped. */
    private void sleep() {
        long slept = random.nextLong(1, 200_000) >> random.nextInt(8);
        wall += slept;
        if (random.nextBoolean()) {
            note("sleeps " + slept);
        } else {
            note("stands still " + slept);
            millis += slept;
            stoodStill += slept;
        }
    }

    /** Old generations change nothing. */
    private void lateCallback() {
        if (engine.generation() < 2) {
            return;
        }
        // What the clocks say comes first and may change much.
        tell(new Event.LeftOut("look at the clocks"));
        long old = 1 + random.nextLong(engine.generation() - 1);
        boolean credentialsAreMissing = engine.status().cause().equals("credentials");
        Event event = switch (random.nextInt(5)) {
            case 0 -> new Event.Opened(old);
            case 1 -> new Event.Ended(old, random.nextBoolean() ? close() : failure());
            case 2 -> new Event.Rang(old, one(new Alarm[] { Alarm.WATCHDOG, Alarm.DEADLINE, Alarm.RETRY, Alarm.PING,
                    Alarm.SILENCE, Alarm.PROBE }));
            case 3 -> new Event.Unanswered(old, "late");
            default -> new Event.Answered(old, ANN);
        };
        if (event instanceof Event.Answered && credentialsAreMissing) {
            return;
        }
        ConnectionStatus before = engine.status();
        long generation = engine.generation();
        List<Effect> effects = tell(event);
        check(effects.isEmpty() && engine.status() == before && engine.generation() == generation,
                "a late " + event + " has changed something: " + effects);
    }

    // Time

    /** Both clocks go on, and what falls due on the way happens. */
    private void advance(long step) {
        long end = millis + step;
        while (next(end)) {
            check(step >= 0, "time goes on");
        }
        moveTo(end);
    }

    private void moveTo(long time) {
        if (time > millis) {
            wall += time - millis;
            millis = time;
        }
    }

    /** The next thing that falls due until then. Returns false if nothing does. */
    private boolean next(long end) {
        int first = 0;
        for (int i = 0; i < alarms.length; i++) {
            if (alarms[i] != UNSET && (alarms[first] == UNSET || alarms[i] < alarms[first])) {
                first = i;
            }
        }
        long alarm = alarms[first] == UNSET ? Long.MAX_VALUE : alarms[first];
        Later head = later.peek();
        if (Math.min(alarm, head == null ? Long.MAX_VALUE : head.due()) > end) {
            return false;
        }
        if (head != null && head.due() <= alarm) {
            later.remove();
            moveTo(head.due());
            happen(head);
        } else {
            alarms[first] = UNSET;
            moveTo(alarm);
            if (first == Alarm.RETRY.ordinal()) {
                retries[retry] = millis;
                retry = (retry + 1) % retries.length;
            }
            tell(new Event.Rang(alarmGenerations[first], Alarm.values()[first]));
        }
        return true;
    }

    private void in(long delay, long generation, Event event) {
        later.add(new Later(millis + delay, order++, generation, event));
    }

    private void happen(Later what) {
        if (what.event() != null) {
            tell(what.event());
        } else if (open && live == what.generation()) {
            // A frame came.
            count();
            heard = millis;
            stoodStill = 0;
            if (peer == Peer.TALKING) {
                in(1 + random.nextLong(8_000), live, null);
            }
        }
    }

    // The engine

    private void count() {
        check(events++ < MOST_EVENTS, "does not come to rest");
    }

    private List<Effect> tell(Event event) {
        count();
        note(event);
        if (event instanceof Event.Opened opened && opened.generation() == live && !open) {
            open = true;
            heard = Moment.NEVER;
        }
        if (event instanceof Event.Start || event instanceof Event.RetryNow) {
            wanted = true;
        } else if (event instanceof Event.Stop) {
            wanted = false;
        } else if (event instanceof Event.Ended ended && ended.generation() == live) {
            lastEnding = ended.ending();
        }
        ConnectionStatus before = engine.status();
        List<Effect> effects = engine.on(event, new Moment(millis, Instant.ofEpochMilli(wall), heard));
        for (Effect effect : effects) {
            apply(effect);
        }
        checkAll(before);
        return effects;
    }

    private void apply(Effect effect) {
        if (effect instanceof Effect.Set set) {
            check(set.generation() <= engine.generation() && set.delayMillis() >= 0, "odd alarm");
            alarms[set.alarm().ordinal()] = millis + set.delayMillis();
            alarmGenerations[set.alarm().ordinal()] = set.generation();
        } else if (effect instanceof Effect.Clear clear) {
            alarms[clear.alarm().ordinal()] = UNSET;
        } else if (effect instanceof Effect.Drop || effect instanceof Effect.Farewell) {
            live = 0;
            open = false;
            dropped = true;
            heard = Moment.NEVER;
        } else if (effect instanceof Effect.Connect connect) {
            connect(connect);
        } else if (effect instanceof Effect.Begin begin) {
            check(open && begin.generation() == live, "begins with a socket that is not there");
            lifeBase = millis;
            stoodStill = 0;
            if (peer == Peer.TALKING) {
                in(random.nextLong(3_000), live, null);
            }
        } else if (effect instanceof Effect.Ping || effect instanceof Effect.Probe) {
            check(open, "writes to nobody");
            if (peer == Peer.RESETTING) {
                in(random.nextLong(200), live, new Event.Ended(live, Ending.closed(1006, "")));
            } else if (peer != Peer.MUTE && (peer == Peer.TALKING || effect instanceof Effect.Probe)) {
                in(1 + random.nextLong(200), live, null);
            }
        } else if (effect instanceof Effect.Ask ask) {
            check(ask.generation() == engine.generation(), "asks for an old try");
            ask(ask);
        } else if (effect instanceof Effect.Woke) {
            lifeBase = millis;
            stoodStill = 0;
        } else if (effect instanceof Effect.Enter enter) {
            entered(enter.status());
        }
    }

    private void connect(Effect.Connect connect) {
        check(live == 0 && dropped, "two at a time");
        check(connect.generation() == engine.generation(), "connects for an old try");
        dropped = false;
        live = connect.generation();
        long mine = live;
        switch (doors[connect.endpoint()]) {
            case HEALTHY -> in(1 + random.nextLong(300), mine, new Event.Opened(mine));
            case SLOW -> in(5_000 + random.nextLong(12_000), mine, new Event.Opened(mine));
            case BLACK_HOLE -> note("no answer");
            case REFUSING -> in(1 + random.nextLong(50), mine, new Event.Ended(mine, new Ending("refused", 0, "no")));
            case ANSWERING_HTTP -> in(1 + random.nextLong(50), mine, new Event.Ended(mine, failure()));
            case CLOSING_AT_ONCE -> {
                in(10, mine, new Event.Opened(mine));
                in(11 + random.nextLong(500), mine, new Event.Ended(mine, close()));
            }
        }
    }

    private void ask(Effect.Ask ask) {
        long mine = ask.generation();
        Credentials known = ask.refused() == null ? ANN : ask.refused();
        switch (source) {
            case PROMPT -> in(random.nextLong(50), mine, new Event.Answered(mine, known));
            case FAILING -> in(random.nextLong(50), mine, new Event.Unanswered(mine, "IOException"));
            case LATE -> in(2_000 + random.nextLong(18_000), mine, new Event.Answered(mine, known));
            case NEVER -> note("no credentials");
            case BETTER -> in(random.nextLong(50), mine,
                    new Event.Answered(mine, new Credentials("corp", "ann", "t" + ++renewals)));
            case ANOTHER_AGENT -> in(random.nextLong(50), mine,
                    new Event.Answered(mine, new Credentials("corp", "bob" + random.nextInt(2), "t")));
        }
    }

    // What must hold

    private void entered(ConnectionStatus status) {
        check(status.since().toEpochMilli() == wall, "entered at another time");
        switch (status.state()) {
            case OPEN, REOPEN -> {
                check((status.state() == ConnectionState.REOPEN) == everUp, "open or reopened");
                check(status.attempt() == 0 && open, "up without a socket");
                everUp = true;
                tries = 0;
            }
            case CONNECTING -> {
                if (status.nextTry() == null) {
                    tries++;
                    tryBegan = millis;
                    stoodStill = 0;
                    check(status.attempt() == tries, "attempt " + status.attempt() + " is the " + tries + "th");
                } else {
                    long wait = status.nextTry().toEpochMilli() - wall;
                    boolean local = List.of("wake", "network", "signed-in", "no-answer").contains(status.cause());
                    boolean spread = status.code() == 1012 || status.code() == 1013;
                    long hint = local || lastEnding == null ? 0
                            : Math.min(LONGEST_HINT, lastEnding.retryAfterMillis());
                    long most = Math.max(LONGEST_WAIT, retries[retry] + 60_000 - millis);
                    check(local ? wait <= 200 : wait >= 250 && wait <= most + hint + (spread ? MOST_SPREAD : 0),
                            "waits " + wait + " ms");
                    hintEnd = hint > 0 ? millis + hint : Moment.NEVER;
                }
            }
            case ERROR -> check(status.nextTry() == null ? status.cause().equals("conflict")
                    : status.nextTry().toEpochMilli() - wall == 300_000, "an error without a way out");
            case CLOSE -> check(status.nextTry() == null, "closed with a plan");
        }
        if (status.nextTry() != null) {
            check(alarms[Alarm.RETRY.ordinal()] - millis == status.nextTry().toEpochMilli() - wall,
                    "the announced time is not the planned one");
        }
    }

    private void checkAll(ConnectionStatus before) {
        ConnectionStatus status = engine.status();
        boolean up = status.state().isUp();
        check(up == open, "up or not");
        check(!up || live == engine.generation(), "an old socket");
        check((status.state() == ConnectionState.CLOSE) == !wanted, "closed or not");
        check(everUp && before.reopened() ? status.reopened() : true, "no longer reopened");
        boolean waiting = status.nextTry() != null;
        boolean trying = status.state() == ConnectionState.CONNECTING && !waiting;
        check(isSet(Alarm.RETRY) == waiting, "retry");
        check(isSet(Alarm.DEADLINE) == trying, "deadline");
        check(isSet(Alarm.WATCHDOG) == trying, "watchdog");
        check(isSet(Alarm.SILENCE) == up, "silence");
        check(isSet(Alarm.PING) == up, "ping");
        check(up || !isSet(Alarm.PROBE), "probe");
        check(isSet(Alarm.TICK) == wanted && isSet(Alarm.NETWORK) == wanted, "tick");
        for (Alarm alarm : Alarm.values()) {
            check(!alarm.isOfOneSocket() || !isSet(alarm) || alarmGenerations[alarm.ordinal()] == engine.generation(),
                    "an old alarm");
        }
        check(!trying || millis - tryBegan <= 15_000 + stoodStill, "tries for " + (millis - tryBegan) + " ms");
        check(!up || millis - Math.max(heard, lifeBase) <= 25_000 + stoodStill,
                "up after a silence of " + (millis - Math.max(heard, lifeBase)) + " ms");
    }

    private boolean isSet(Alarm alarm) {
        return alarms[alarm.ordinal()] != UNSET;
    }

    /** All works again. The line has to come up, once it has noticed that the socket of before is no good. */
    private void heal() {
        tell(new Event.LeftOut("look at the clocks"));
        Arrays.fill(doors, Door.HEALTHY);
        source = Source.PROMPT;
        // A socket of before may live, or be reset soon, or stay mute for ever.
        long doomed = open && random.nextBoolean() ? live : 0;
        boolean mute = doomed != 0 && random.nextBoolean();
        peer = mute ? Peer.MUTE : Peer.TALKING;
        note("all is well again" + (doomed == 0 ? "" : mute ? " but the socket is mute" : " but the socket will end"));
        later.removeIf(what -> !(what.event() instanceof Event.Opened) && what.generation() == live);
        if (open && doomed == 0) {
            in(0, live, null);
        } else if (open && !mute) {
            in(random.nextLong(1_000), live, new Event.Ended(live, Ending.closed(1006, "")));
        }
        ConnectionState state = engine.status().state();
        if (state == ConnectionState.CLOSE || state == ConnectionState.ERROR) {
            tell(new Event.RetryNow());
        }
        long healthySince = millis;
        if (hintEnd > millis && engine.status().nextTry() != null) {
            if (random.nextBoolean()) {
                tell(new Event.RetryNow());
            } else {
                healthySince = hintEnd;
            }
        }
        while (!open || live == doomed) {
            if (open) {
                healthySince = millis;
            } else if (live != doomed || doomed == 0) {
                peer = Peer.TALKING;
            }
            if (engine.status().nextTry() != null && List.of(401, 403).contains(engine.status().code())) {
                // There were no better credentials than those that were refused before; now they are good.
                tell(new Event.RetryNow());
            }
            check(millis - healthySince <= 30_000, "not up within 30 s");
            check(next(Long.MAX_VALUE), "nothing will ever happen again");
        }
        if (random.nextInt(8) == 0) {
            long mine = live;
            peer = Peer.TALKING;
            advance(60_000);
            check(open && live == mine, "lost without a reason");
        }
    }

    private void note(Object what) {
        if (trace != null) {
            trace.add(millis % 1_000_000_000 + " " + what + " | " + engine.status().state() + " "
                    + engine.status().cause());
        }
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise + "; " + engine.status());
        }
    }
}
