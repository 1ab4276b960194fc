// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.chatdock.api.connection.ConnectionState.CONNECTING;
import static org.chatdock.api.connection.ConnectionState.OPEN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.chatdock.connection.internal.engine.Ending;
import org.chatdock.connection.internal.engine.EngineOptions;
import org.junit.jupiter.api.Test;

/** An interface of this machine comes or goes. */
class NetworkChangeTest extends OnTheBench {
    /** Far enough for the next look at the interfaces. */
    private void look() {
        bench.advance(5);
    }

    private void upWithTheAddressKnown() {
        bench.startUp();
        bench.hear();
        look();
        bench.hear();
    }

    @Test
    void aSocketWhoseOwnAddressHasGoneIsReplacedAtOnce() {
        upWithTheAddressKnown();

        bench.interfaces = Set.of("198.51.100.9");
        look();

        assertEquals(1, bench.sockets.get(0).aborted);
        assertEquals("The network interface of the connection has gone.", bench.line.status().lastError());
        bench.lane.advance(Duration.ofMillis(200));
        assertEquals(2, bench.sockets.size());
    }

    @Test
    void aSocketWhoseOwnAddressIsStillThereIsOnlyDoubted() {
        upWithTheAddressKnown();

        bench.interfaces = Set.of("192.0.2.7", "198.51.100.9");
        look();

        bench.assertState(OPEN);
        assertEquals(1, bench.socket().probes);
        bench.advance(3);
        assertEquals("no-answer", bench.line.status().cause());
    }

    @Test
    void aSocketBehindAnAddressThatWasNeverKnownIsOnlyDoubted() {
        bench.start();
        bench.socket().events.opened("127.0.0.1:4711", null);
        look();

        bench.interfaces = Set.of("198.51.100.9");
        look();

        bench.assertState(OPEN);
        assertEquals(1, bench.socket().probes);
    }

    @Test
    void aLineThatWaitsTriesAtOnceWithoutForgettingItsFailures() {
        bench.start();
        for (int i = 0; i < 5; i++) {
            bench.lose(REFUSED);
            bench.nextTry();
        }
        bench.lose(REFUSED);

        bench.interfaces = Set.of();
        look();
        bench.lane.advance(Duration.ofMillis(200));
        assertEquals(7, bench.sockets.size());
        assertEquals("network", bench.line.status().cause());
        bench.lose(REFUSED);

        assertEquals(15_250, bench.announcedWait());
    }

    @Test
    void theFirstLookIsNoChange() {
        bench.startUp();

        look();

        assertEquals(0, bench.socket().probes);
    }

    @Test
    void aSystemThatDoesNotTellItsAddressesIsNoChangeEither() {
        bench.interfaces = Set.of();
        bench.startUp();
        look();
        bench.hear();

        bench.interfaces = Set.of("192.0.2.7");
        look();

        assertEquals(0, bench.socket().probes);
    }

    @Test
    void aGatewayThatAskedForAPauseIsLeftAlone() {
        bench.start();
        look();
        bench.lose(Ending.refusedUpgrade(503, 60_000));

        bench.interfaces = Set.of("198.51.100.9");
        look();
        bench.advance(1);

        assertEquals(1, bench.sockets.size());
    }

    @Test
    void anErrorIsLookedAtAgainButAtMostOnceAMinute() {
        bench.start();
        bench.lose(Ending.refusedUpgrade(404));
        bench.interfaces = Set.of("198.51.100.9");
        bench.advance(50);
        assertEquals(1, bench.sockets.size());

        bench.advance(15);
        bench.interfaces = Set.of("198.51.100.10");
        bench.advance(6);

        assertEquals(2, bench.sockets.size());
    }

    @Test
    void withoutAnIntervalNobodyLooks() {
        EngineOptions usual = bench.options;
        bench.options = new EngineOptions(usual.life(), usual.wake(), usual.tries(), usual.retry(), usual.stops(), 1,
                600_000, 0);
        List<String> looks = new ArrayList<>();
        bench.helpers = task -> {
            looks.add("look");
            task.run();
        };
        bench.startUp();
        int before = looks.size();

        bench.liveFor(60);

        assertEquals(before, looks.size());
    }

    @Test
    void aLookThatTakesItsTimeDoesNotHoldUpTheLane() {
        List<Runnable> held = new ArrayList<>();
        boolean[] holding = { false };
        bench.helpers = task -> {
            if (holding[0]) {
                held.add(task);
            } else {
                task.run();
            }
        };
        upWithTheAddressKnown();
        holding[0] = true;
        bench.interfaces = Set.of("198.51.100.9");
        bench.liveFor(6);
        bench.assertState(OPEN);
        assertEquals(List.of("ping"), bench.socket().written());

        held.forEach(Runnable::run);

        bench.assertState(CONNECTING);
    }
}
