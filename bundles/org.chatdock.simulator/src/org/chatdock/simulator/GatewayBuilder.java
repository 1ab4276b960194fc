// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Options of a gateway. One thread; {@link #start} may be called more than once and makes a gateway each time.
 * Setters refuse what makes no sense with an {@link IllegalArgumentException}.
 */
public final class GatewayBuilder {

    Script script = Script.empty();
    int port;
    double pace = 1;
    String corp = "demo";
    String user = "lin";
    String token;
    Duration redeliverAfter = Duration.ofSeconds(30);
    int redeliverLimit = 3;
    boolean echo;
    boolean answerPings = true;
    boolean freshIds;
    boolean holdWhileAway = true;
    boolean singleSession;
    String clientIdField = "ClientMsgId";
    int largestUpload = 20 << 20;
    long uploadSpace = 256L << 20;
    Duration recallWithin = Duration.ofMinutes(2);
    List<Agent> agents = Agent.USUAL;
    Path record;
    Clock clock = Clock.systemUTC();
    Scheduler scheduler;

    GatewayBuilder() {
    }

    /** What to play, from the moment of start; {@link Script#empty()} by default. */
    public GatewayBuilder script(Script value) {
        script = Objects.requireNonNull(value, "script");
        return this;
    }

    /** Port on loopback, 0 (the default) for any free one. */
    public GatewayBuilder port(int value) {
        check(value >= 0 && value <= 65535, "a port is 0 to 65535");
        port = value;
        return this;
    }

    /** Factor on all waits of the script: 1 as written (the default), 0.1 ten times as fast, 0 without waits. */
    public GatewayBuilder pace(double value) {
        check(value >= 0 && value <= 1000, "a pace is 0 to 1000");
        pace = value;
        return this;
    }

    /** The shop, first part of agents' ids and what {@code corpid} must be; {@code demo} by default. */
    public GatewayBuilder corp(String value) {
        check(!value.isBlank(), "a corp needs a name");
        corp = value;
        return this;
    }

    /** The agent who is signed in, without the corp; {@code lin} by default. */
    public GatewayBuilder user(String value) {
        check(!value.isBlank(), "a user needs a name");
        user = value;
        return this;
    }

    /** Demanded, together with the corp, of every socket and call; null (the default): nothing is demanded. */
    public GatewayBuilder token(String value) {
        check(value == null || !value.isBlank(), "a token cannot be blank");
        token = value;
        return this;
    }

    /**
     * Pause after which a message that nobody has acknowledged is written again; 30 s by default. Zero: only when a
     * socket opens.
     */
    public GatewayBuilder redeliverAfter(Duration value) {
        check(!value.isNegative(), "a pause cannot be negative");
        redeliverAfter = value;
        return this;
    }

    /**
     * How often each message is written again at most, at reconnects included; 3 by default, negative: no limit. A
     * limit is the rule because a message that no handler takes is never acknowledged; tests that kill the client
     * again and again want none.
     */
    public GatewayBuilder redeliverLimit(int value) {
        redeliverLimit = value;
        return this;
    }

    /** Whether what the agent sends also comes back on the socket; not by default. */
    public GatewayBuilder echo(boolean value) {
        echo = value;
        return this;
    }

    /** Whether a text {@code ping} is answered with {@code pong}; by default it is. */
    public GatewayBuilder answerPings(boolean value) {
        answerPings = value;
        return this;
    }

    /**
     * Whether the script's message ids are new in every run; not by default. For clients that remember earlier runs:
     * they take a message with an id that they know for a repetition.
     */
    public GatewayBuilder freshIds(boolean value) {
        freshIds = value;
        return this;
    }

    /**
     * Whether what becomes due while nobody is connected, or has not been written when the last socket ends, waits for
     * the next socket; by default it does. If not, only the history has it. What was written and not acknowledged is
     * written again in any case, see {@link #redeliverLimit}.
     */
    public GatewayBuilder holdWhileAway(boolean value) {
        holdWhileAway = value;
        return this;
    }

    /**
     * Whether the agent can be signed in only once: a socket that opens then closes those that are open with 4409 and
     * "signed in elsewhere". By default there may be several.
     */
    public GatewayBuilder singleSession(boolean value) {
        singleSession = value;
        return this;
    }

    /**
     * The key of the client's own id of a message, in send calls, echoes and the history; {@code ClientMsgId} by
     * default. The header {@code Idempotency-Key} says the same and counts before it. A message that carries neither
     * has no such id, one whose id has been taken before is not taken again.
     */
    public GatewayBuilder clientIdField(String value) {
        check(!value.isBlank(), "a key needs a name");
        clientIdField = value;
        return this;
    }

    /** How large an uploaded file may be, in bytes; 20 MiB by default, 100 MiB at most. */
    public GatewayBuilder largestUpload(int bytes) {
        check(bytes >= 1 && bytes <= 100 << 20, "an upload is 1 byte to 100 MiB");
        largestUpload = bytes;
        return this;
    }

    /**
     * How many bytes all uploaded files may have together; 256 MiB by default. The oldest make room, but for the last
     * one.
     */
    public GatewayBuilder uploadSpace(long bytes) {
        check(bytes >= 0, "a space cannot be negative");
        uploadSpace = bytes;
        return this;
    }

    /** How old a message may be that the agent takes back; 2 minutes by default. */
    public GatewayBuilder recallWithin(Duration value) {
        check(!value.isNegative(), "a time cannot be negative");
        recallWithin = value;
        return this;
    }

    /** Whom a conversation can be handed over to; by default two agents, one of them away, and a team. Copied. */
    public GatewayBuilder agents(List<Agent> value) {
        agents = List.copyOf(value);
        return this;
    }

    /** File to which acknowledgements and sends are appended, a JSON object a line; null (the default): none. */
    public GatewayBuilder record(Path value) {
        record = value;
        return this;
    }

    /** What time it is; the system's clock by default. Comes with a {@link #scheduler} that goes by it. */
    public GatewayBuilder clock(Clock value) {
        clock = Objects.requireNonNull(value, "clock");
        return this;
    }

    /** Runs what comes later; null (the default) for a thread of the gateway's own. */
    public GatewayBuilder scheduler(Scheduler value) {
        scheduler = value;
        return this;
    }

    /**
     * Binds the port and begins to play.
     *
     * @throws IOException if the port cannot be bound or the record cannot be written
     */
    public Gateway start() throws IOException {
        return Gateway.start(this);
    }

    private static void check(boolean right, String rule) {
        if (!right) {
            throw new IllegalArgumentException(rule);
        }
    }
}
