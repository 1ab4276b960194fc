// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.engine;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import org.chatdock.api.connection.Credentials;

/** An engine on a timeline, with the default options, credentials at hand and a gateway that the test plays. */
final class Client {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final Timeline timeline;
    private final Engine engine;
    private final Consumer<Client> gateway;
    private final long[] settings = new long[Alarm.values().length];
    private long heard = Moment.NEVER;

    /** @param gateway told of every try when it reaches for the network */
    Client(Timeline timeline, SplittableRandom random, Consumer<Client> gateway) {
        this.timeline = timeline;
        this.gateway = gateway;
        this.engine = new Engine(Defaults.options(1), bound -> random.nextLong(bound + 1), START);
    }

    boolean isUp() {
        return engine.status().state().isUp();
    }

    long generation() {
        return engine.generation();
    }

    /** A frame comes. */
    void hear() {
        heard = timeline.now();
    }

    void open() {
        tell(new Event.Opened(generation()));
    }

    void end(Ending ending) {
        tell(new Event.Ended(generation(), ending));
    }

    void tell(Event event) {
        engine.on(event, new Moment(timeline.now(), START.plusMillis(timeline.now()), heard)).forEach(this::apply);
    }

    private void apply(Effect effect) {
        if (effect instanceof Effect.Set set) {
            int alarm = set.alarm().ordinal();
            long mine = ++settings[alarm];
            timeline.in(set.delayMillis(), () -> {
                if (settings[alarm] == mine) {
                    tell(new Event.Rang(set.generation(), set.alarm()));
                }
            });
        } else if (effect instanceof Effect.Clear clear) {
            settings[clear.alarm().ordinal()]++;
        } else if (effect instanceof Effect.Ask ask) {
            timeline.in(0, () -> tell(new Event.Answered(ask.generation(), Credentials.NONE)));
        } else if (effect instanceof Effect.Connect) {
            heard = Moment.NEVER;
            gateway.accept(this);
        } else if (effect instanceof Effect.Ping || effect instanceof Effect.Probe) {
            hear();
        }
    }
}
