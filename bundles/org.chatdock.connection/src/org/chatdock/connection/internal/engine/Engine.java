// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

import org.chatdock.api.connection.ConnectionState;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.connection.Credentials;
import org.chatdock.connection.internal.engine.EngineOptions.Life;

/**
 * Keeps one socket up: when to connect, when to doubt, when to wait. Every try has a generation, and what is told of an
 * old one changes nothing. For one caller at a time.
 */
public final class Engine {
    /** A message that is too large may be left out by then; a fourth close for the same reason is no accident. */
    private static final int MOST_TOO_LARGE = 3;
    /** In an error a try that nobody asked for comes at most so often, in milliseconds. */
    private static final long LEAST_BETWEEN_ERRORS = 60_000;
    /** A try that is younger, in milliseconds, need not be begun anew for somebody who is in a hurry. */
    private static final long FRESH_TRY = 1_000;
    private static final String OWN = "retry";

    private enum Phase {
        /** Not started, or stopped. */
        DOWN,
        /** Between two tries. */
        WAITING,
        ASKING, CONNECTING, UP
    }

    private final EngineOptions options;
    private final RetryDelay retryDelay;
    private final LongUnaryOperator random;
    private final Endpoints endpoints;
    private final Pace pace;

    private Phase phase = Phase.DOWN;
    private long generation;
    private ConnectionStatus status;
    private int attempt;
    private String lastError = "";
    private String lastClose = "";
    private Credentials used;
    /** What the gateway has refused: better credentials are wanted. Null if it has not. */
    private Credentials refused;
    /** Whether better credentials have been asked for since the line was last up or the agent last did something. */
    private boolean refreshed;
    private Ending refusal;
    private String retryCause = OWN;
    /** Before it only the agent begins a try: the gateway wants to be left alone. */
    private long notBefore;
    private long tryBegan;
    private long upSince;
    /** From when on silence counts. */
    private long lifeBase;
    private long probeBegan;
    private int failures;
    private int stopsInRow;
    private int tooLargeInRow;
    private boolean everUp;
    private Complaint complaint = Complaint.NONE;

    /** What this outage has been logged as. */
    private enum Complaint {
        NONE, TRYING, STOPPED
    }

    /** The event that is looked at. */
    private Moment now;
    /** The one before. */
    private Moment seen;
    private List<Effect> effects;

    /**
     * @param random gives an evenly distributed number from 0 to its argument, both included
     * @param created when it was made, by the wall clock
     */
    public Engine(EngineOptions options, LongUnaryOperator random, Instant created) {
        this.options = options;
        this.random = random;
        this.retryDelay = new RetryDelay(options.retry().floor(), options.retry().cap(), random);
        this.pace = new Pace(options.retry().perMinute());
        this.endpoints = new Endpoints(options.endpoints(), options.stickyFor());
        this.status = new ConnectionStatus(ConnectionState.CLOSE, created, "created", 0, "", 0, null, false, null, "",
                "", false);
    }

    public ConnectionStatus status() {
        return status;
    }

    /** Which try or socket this is, counted from 1. */
    public long generation() {
        return generation;
    }

    /** Which address is tried, or will be next. */
    public int endpoint() {
        return endpoints.present();
    }

    /** Returns what is to be done because of an event, in order. The list is the caller's. */
    public List<Effect> on(Event event, Moment moment) {
        now = moment;
        effects = new ArrayList<>();
        lookAtTheClocks();
        if (event instanceof Event.Rang rang) {
            rang(rang);
        } else if (event instanceof Event.Opened opened) {
            opened(opened.generation());
        } else if (event instanceof Event.Ended ended) {
            if (isPresent(ended.generation())) {
                ended(ended.ending(), false);
            }
        } else if (event instanceof Event.Answered answered) {
            answered(answered);
        } else if (event instanceof Event.Unanswered unanswered) {
            if (isPresent(unanswered.generation()) && phase == Phase.ASKING) {
                ended(new Ending(Ending.CREDENTIALS, 0,
                        "The credential source failed (" + unanswered.failure() + "); sign in again."), false);
            }
        } else if (event instanceof Event.NetworkChanged changed) {
            networkChanged(changed.ownGone());
        } else if (event instanceof Event.LeftOut leftOut) {
            lastError = leftOut.reason();
            update();
        } else if (event instanceof Event.SignedIn) {
            signedIn();
        } else if (event instanceof Event.RetryNow) {
            retryNow();
        } else if (event instanceof Event.Start) {
            start("start");
        } else if (event instanceof Event.Stop) {
            stop();
        }
        seen = now;
        return effects;
    }

    private boolean isPresent(long mine) {
        return mine == generation && phase != Phase.DOWN && phase != Phase.WAITING;
    }

    // Up and down at will

    private void start(String cause) {
        if (phase == Phase.DOWN) {
            set(Alarm.TICK, options.wake().tick());
            if (options.networkCheck() > 0) {
                set(Alarm.NETWORK, options.networkCheck());
            }
            beginAnew(cause);
        }
    }

    private void stop() {
        if (phase == Phase.DOWN) {
            return;
        }
        if (phase == Phase.UP) {
            effects.add(new Effect.Farewell());
        }
        tearDown();
        clear(Alarm.TICK);
        clear(Alarm.NETWORK);
        phase = Phase.DOWN;
        enter(ConnectionState.CLOSE, "stop", 0, "", null);
    }

    private void retryNow() {
        switch (phase) {
            case DOWN -> start("retry-now");
            case UP -> probe();
            case WAITING -> beginAnew("retry-now");
            default -> {
                if (now.millis() - tryBegan > FRESH_TRY) {
                    beginAnew("retry-now");
                }
            }
        }
    }

    /** Somebody signed in, or out: what was refused before, or has come up before, may be somebody else's. */
    private void signedIn() {
        switch (phase) {
            case DOWN -> {
                // Whoever starts the line asks for credentials then.
            }
            case UP -> effects.add(new Effect.Ask(generation, null));
            default -> beginAnew("signed-in");
        }
    }

    private void beginAnew(String cause) {
        refreshed = false;
        refused = null;
        stopsInRow = 0;
        tooLargeInRow = 0;
        connect(cause);
    }

    // A try

    private void connect(String cause) {
        begin(cause);
        effects.add(new Effect.Ask(generation, refused));
    }

    private void begin(String cause) {
        tearDown();
        attempt++;
        phase = Phase.ASKING;
        tryBegan = now.millis();
        notBefore = Moment.NEVER;
        enter(ConnectionState.CONNECTING, cause, 0, "", null);
        set(Alarm.WATCHDOG, options.tries().watchdog());
        set(Alarm.DEADLINE, options.tries().step());
    }

    private void answered(Event.Answered answer) {
        Credentials credentials = answer.credentials();
        if (answer.generation() != generation) {
            // A source that took longer than a try may: no need to wait for the time of the next one.
            if (phase == Phase.WAITING && status.cause().equals(Ending.CREDENTIALS)) {
                begin("signed-in");
                proceed(credentials);
            }
        } else if (phase == Phase.UP) {
            if (!credentials.agentId().equals(used.agentId())) {
                ended(new Ending("signed-in", 0, "Another agent has signed in."), true);
            }
            used = credentials;
        } else if (phase == Phase.ASKING) {
            if (credentials.equals(refused)) {
                refused = null;
                ended(refusal, false);
                return;
            }
            proceed(credentials);
        }
    }

    private void proceed(Credentials credentials) {
        refused = null;
        used = credentials;
        phase = Phase.CONNECTING;
        set(Alarm.DEADLINE, options.tries().step());
        effects.add(new Effect.Connect(generation, endpoints.present(), credentials));
    }

    private void opened(long mine) {
        if (mine != generation || phase != Phase.CONNECTING) {
            return;
        }
        clear(Alarm.WATCHDOG);
        clear(Alarm.DEADLINE);
        phase = Phase.UP;
        upSince = now.millis();
        lifeBase = now.millis();
        refreshed = false;
        endpoints.opened(now.millis());
        attempt = 0;
        ConnectionState state = everUp ? ConnectionState.REOPEN : ConnectionState.OPEN;
        everUp = true;
        Life life = options.life();
        if (life.ping() > 0) {
            set(Alarm.PING, life.ping());
        }
        set(Alarm.SILENCE, life.probeAfter());
        enter(state, "upgraded", 0, "", null);
        effects.add(new Effect.Begin(generation));
    }

    // Doubt

    private void rang(Event.Rang rang) {
        if (phase == Phase.DOWN || rang.alarm().isOfOneSocket() && rang.generation() != generation) {
            return;
        }
        switch (rang.alarm()) {
            case TICK -> set(Alarm.TICK, options.wake().tick());
            case NETWORK -> {
                effects.add(new Effect.CheckNetwork());
                set(Alarm.NETWORK, options.networkCheck());
            }
            case RETRY -> {
                if (retryCause.equals(OWN)) {
                    pace.began(now.millis());
                }
                connect(retryCause);
            }
            case WATCHDOG -> ended(new Ending("timeout", 0,
                    "The whole try took longer than " + options.tries().watchdog() + " ms."), false);
            case DEADLINE -> ended(phase == Phase.ASKING
                    ? new Ending(Ending.CREDENTIALS, 0, "The credential source did not answer within "
                            + options.tries().step() + " ms.")
                    : new Ending("timeout", 0, "The gateway did not answer within " + options.tries().step() + " ms."),
                    false);
            case PING -> {
                effects.add(new Effect.Ping());
                set(Alarm.PING, options.life().ping());
            }
            case SILENCE -> lookAtTheSilence();
            case PROBE -> {
                if (now.heardMillis() < probeBegan) {
                    // It was asked for a reason on this side: sleep, a change of the network, the agent.
                    silent("no-answer", now.millis() - probeBegan, true);
                }
            }
        }
    }

    private void lookAtTheSilence() {
        Life life = options.life();
        long silence = now.millis() - Math.max(lifeBase, now.heardMillis());
        if (silence >= life.deadAfter()) {
            silent("silence", silence, false);
        } else if (silence >= life.probeAfter()) {
            effects.add(new Effect.Probe());
            set(Alarm.SILENCE, life.deadAfter() - silence);
        } else {
            set(Alarm.SILENCE, life.probeAfter() - silence);
        }
    }

    private void silent(String cause, long millis, boolean local) {
        ended(new Ending(cause, 0, "Nothing came from the gateway for " + (millis + 500) / 1000 + " s."), local);
    }

    /** Wants an answer soon. A probe that is under way goes on: a second one must not put its end off. */
    private void probe() {
        if (probeBegan == Moment.NEVER || now.heardMillis() >= probeBegan) {
            probeBegan = now.millis();
            effects.add(new Effect.Probe());
            set(Alarm.PROBE, options.life().probeTimeout());
        }
    }

    /** Some clocks stand still in sleep and some do not, so the larger step of the two counts. */
    private void lookAtTheClocks() {
        if (phase == Phase.DOWN) {
            return;
        }
        long ran = now.millis() - seen.millis();
        long step = Math.max(ran, Duration.between(seen.wall(), now.wall()).toMillis());
        long slept = step - options.wake().tick();
        if (slept < options.wake().probeFrom()) {
            return;
        }
        effects.add(new Effect.Woke(slept));
        // A clock that stood still makes what began before the sleep look young.
        tryBegan -= step - ran;
        notBefore -= step - ran;
        if (phase != Phase.UP) {
            tryLocally("wake");
        } else if (slept >= options.wake().replaceFrom()) {
            ended(new Ending("wake", 0, "This machine slept for " + slept / 1000 + " s."), true);
        } else {
            // What came meanwhile is read only now, so the silence of the sleep does not count.
            lifeBase = now.millis();
            set(Alarm.SILENCE, options.life().probeAfter());
            probeBegan = Moment.NEVER;
            probe();
        }
    }

    private void networkChanged(boolean ownGone) {
        if (phase == Phase.UP && ownGone) {
            ended(new Ending("network", 0, "The network interface of the connection has gone."), true);
        } else if (phase == Phase.UP) {
            probe();
        } else if (phase != Phase.DOWN) {
            tryLocally("network");
        }
    }

    /** This side has a reason to hope that a try works now which did not a moment ago. */
    private void tryLocally(String cause) {
        long age = now.millis() - tryBegan;
        boolean barred = switch (status.state()) {
            case ERROR -> status.nextTry() == null || age < LEAST_BETWEEN_ERRORS;
            default -> phase == Phase.WAITING ? now.millis() < notBefore : age < FRESH_TRY;
        };
        if (!barred) {
            tearDown();
            await(ConnectionState.CONNECTING, cause, new Ending(cause, 0, ""), localDelay());
        }
    }

    // The end of a try or a socket

    /** @param local whether the reason lies on this side: no need to wait long */
    private void ended(Ending ending, boolean local) {
        boolean wasUp = phase == Phase.UP;
        boolean lasted = wasUp && now.millis() - upSince >= options.tries().stableAfter();
        boolean stable = lasted && now.heardMillis() >= upSince;
        if (stable) {
            failures = 0;
            stopsInRow = 0;
            tooLargeInRow = 0;
            complaint = Complaint.NONE;
            endpoints.lost(now.millis());
        }
        tearDown();
        note(ending);
        if (wasUp) {
            enter(ConnectionState.CLOSE, ending.cause(), ending.code(), ending.reason(), null);
        }
        Verdict verdict = Verdict.of(ending, options.stops());
        if (verdict == Verdict.REFUSED && !refreshed) {
            refreshed = true;
            refused = used;
            refusal = ending;
            connect("refresh");
            return;
        }
        // One that lasted and never said a word forgives nothing, but it was no flap either.
        if (!local && !lasted) {
            failures++;
        }
        if (!local && !stable && !ending.cause().equals(Ending.CREDENTIALS)) {
            endpoints.failed();
        }
        if (verdict != Verdict.STOP && verdict != Verdict.REFUSED) {
            stopsInRow = 0;
        }
        long wait = local ? localDelay()
                : Math.max(retryDelay.millis(endpoints.rounds(failures)), pace.millis(now.millis()));
        switch (verdict) {
            case CONFLICT -> stopFor(ending, 0);
            case STOP, REFUSED -> {
                refreshed = false;
                stopsInRow++;
                // Another address may not say the same.
                if (stopsInRow < options.endpoints()) {
                    retryAfter(ending, wait);
                } else {
                    stopsInRow = 0;
                    stopFor(ending, options.retry().recheck());
                }
            }
            case TOO_LARGE -> {
                tooLargeInRow++;
                if (tooLargeInRow < MOST_TOO_LARGE) {
                    retryAfter(ending, wait);
                } else {
                    stopFor(ending, options.retry().recheck());
                }
            }
            case SPREAD -> retryAfter(ending, wait + random.applyAsLong(options.retry().spread()));
            case RETRY -> retryAfter(ending, wait);
        }
    }

    private void note(Ending ending) {
        if (ending.cause().equals(Ending.CLOSED)) {
            lastClose = ending.code() + " " + ending.reason();
        } else {
            lastError = ending.reason();
        }
    }

    private void retryAfter(Ending ending, long wait) {
        // Everybody got the same hint, so the random part stays on top of it.
        long hint = Math.min(ending.retryAfterMillis(), options.retry().longestHint());
        notBefore = hint > 0 ? now.millis() + hint : Moment.NEVER;
        complain(ending, Complaint.TRYING, "Trying again.");
        await(ConnectionState.CONNECTING, OWN, ending, wait + hint);
    }

    /** @param recheck until the next look whether it has changed; 0 for none, and the agent has to decide */
    private void stopFor(Ending ending, long recheck) {
        complain(ending, Complaint.STOPPED, recheck > 0 ? "Checking again every " + recheck / 1000 + " s."
                : "Not trying again by itself: the agent is signed in elsewhere.");
        if (recheck > 0) {
            await(ConnectionState.ERROR, "recheck", ending, recheck);
        } else {
            phase = Phase.WAITING;
            enter(ConnectionState.ERROR, "conflict", ending.code(),
                    ending.reason() + " The agent is signed in elsewhere. Retry to sign in here.", null);
        }
    }

    private void await(ConnectionState state, String nextCause, Ending ending, long wait) {
        phase = Phase.WAITING;
        retryCause = nextCause;
        set(Alarm.RETRY, wait);
        enter(state, ending.cause(), ending.code(), ending.reason(), now.wall().plusMillis(wait));
    }

    private long localDelay() {
        return random.applyAsLong(options.retry().local());
    }

    /** Once for every outage, and once more if it gets worse: a gateway that is down all night would fill the log. */
    private void complain(Ending ending, Complaint kind, String consequence) {
        if (complaint.compareTo(kind) < 0) {
            complaint = kind;
            effects.add(new Effect.Warn(ending.reason() + " " + consequence));
        }
    }

    /** In this order: alarms, generation, socket. So nothing late can find its way back in. */
    private void tearDown() {
        for (Alarm alarm : Alarm.values()) {
            if (alarm.isOfOneSocket()) {
                clear(alarm);
            }
        }
        generation++;
        probeBegan = Moment.NEVER;
        effects.add(new Effect.Drop());
    }

    private void set(Alarm alarm, long delayMillis) {
        effects.add(new Effect.Set(alarm, delayMillis, generation));
    }

    private void clear(Alarm alarm) {
        effects.add(new Effect.Clear(alarm));
    }

    private void enter(ConnectionState state, String cause, int code, String reason, Instant nextTry) {
        status = new ConnectionStatus(state, now.wall(), cause, code, reason, attempt, nextTry,
                state == ConnectionState.REOPEN || status.reopened(), null, lastError, lastClose, false);
        effects.add(new Effect.Enter(status));
    }

    private void update() {
        status = new ConnectionStatus(status.state(), status.since(), status.cause(), status.code(), status.reason(),
                attempt, status.nextTry(), status.reopened(), null, lastError, lastClose, false);
        effects.add(new Effect.Update(status));
    }
}
