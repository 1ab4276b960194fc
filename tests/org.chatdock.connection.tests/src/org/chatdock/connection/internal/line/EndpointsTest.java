// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.chatdock.api.connection.ConnectionState.CONNECTING;
import static org.chatdock.api.connection.ConnectionState.ERROR;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.chatdock.api.connection.Credentials;
import org.chatdock.connection.internal.engine.Ending;
import org.junit.jupiter.api.Test;

/** Several addresses of one gateway. */
class EndpointsTest extends OnTheBench {
    private String host() {
        return bench.socket().address.getHost();
    }

    @Test
    void theFirstIsTriedFirstAndAFailureGoesOnToTheNextRoundAndRound() {
        bench.with("ws://a/", "ws://b/", "ws://c/").start();
        List<String> hosts = new ArrayList<>();

        for (int i = 0; i < 7; i++) {
            hosts.add(host());
            bench.lose(REFUSED);
            bench.nextTry();
        }

        assertEquals(List.of("a", "b", "c", "a", "b", "c", "a"), hosts);
    }

    @Test
    void theWaitGrowsOnceARound() {
        bench.with("ws://a/", "ws://b/").start();

        for (int i = 0; i < 6; i++) {
            bench.lose(REFUSED);
            bench.nextTry();
        }

        assertEquals(List.of(3_000L, 6_000L, 6_000L, 12_000L, 12_000L, 15_000L), bench.bounds);
    }

    @Test
    void aFallbackThatWorksIsKeptForTenMinutes() {
        bench.with("ws://a/", "ws://b/").start();
        bench.lose(REFUSED);
        bench.comeBack();
        bench.liveFor(580);

        bench.lose();
        bench.nextTry();

        assertEquals("b", host());
    }

    @Test
    void afterTenMinutesALossLooksAtTheFirstAgain() {
        bench.with("ws://a/", "ws://b/").start();
        bench.lose(REFUSED);
        bench.comeBack();
        bench.liveFor(600);
        assertEquals("b", host(), "nobody leaves one that works");

        bench.lose();
        bench.nextTry();

        assertEquals("a", host());
    }

    @Test
    void oneThatAcceptsAndClosesDoesNotHoldTheLine() {
        bench.with("ws://a/", "ws://b/").start();

        bench.accept();
        bench.lose();
        bench.nextTry();

        assertEquals("b", host());
    }

    @Test
    void aStableLossTriesTheSameFirst() {
        bench.with("ws://a/", "ws://b/").startUp();
        bench.liveFor(20);

        bench.lose();
        bench.nextTry();

        assertEquals("a", host());
    }

    @Test
    void onlyIfAllSayThatTheyAreNoGatewayTheLineIsInAnError() {
        bench.with("ws://a/", "ws://b/").start();

        bench.lose(Ending.refusedUpgrade(404));
        bench.assertState(CONNECTING);
        bench.nextTry();
        bench.lose(Ending.refusedUpgrade(404));

        bench.assertState(ERROR);
    }

    @Test
    void anAddressThatIsNoGatewayAndOneThatIsDownAreNoError() {
        bench.with("ws://a/", "ws://b/").start();

        for (int i = 0; i < 10; i++) {
            bench.lose(host().equals("a") ? Ending.refusedUpgrade(404) : REFUSED);
            bench.assertState(CONNECTING);
            bench.nextTry();
        }
    }

    @Test
    void ifAllAcceptAndThenSayThatItIsForbiddenTheLineIsInAnError() {
        bench.with("ws://a/", "ws://b/").startUp();

        bench.lose(Ending.closed(1008, "no"));
        bench.assertState(CONNECTING);
        bench.comeBack();
        bench.lose(Ending.closed(1008, "no"));

        bench.assertState(ERROR);
    }

    @Test
    void eachAddressMayRefuseTheCredentialsBeforeTheLineIsInAnError() {
        bench.with("ws://a/", "ws://b/").start();

        bench.lose(Bench.UNAUTHORIZED);
        bench.assertState(CONNECTING);
        bench.nextTry();
        assertEquals("b", host());
        bench.lose(Bench.UNAUTHORIZED);

        bench.assertState(ERROR);
        assertEquals(2, bench.refreshes);
    }

    @Test
    void aSourceOfCredentialsThatFailsIsNoFaultOfTheAddress() {
        Supplier<CompletionStage<Credentials>> good = bench.credentials;
        bench.credentials = () -> CompletableFuture.failedStage(new IllegalStateException("closed"));
        bench.with("ws://a/", "ws://b/").start();
        bench.credentials = good;

        bench.nextTry();

        assertEquals("a", host());
    }

    @Test
    void theLogNamesTheAddressThatFailed() {
        bench.with("ws://a/", "ws://b/").start();

        bench.lose(Ending.refusedUpgrade(404));
        bench.nextTry();
        bench.lose(Ending.refusedUpgrade(404));

        assertEquals(2, bench.log.warnings().size());
    }
}
