// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.chatdock.connection.internal.engine.Ending;
import org.junit.jupiter.api.Test;
import org.osgi.service.log.LogLevel;

/** What the log holds: enough, and not more. */
class LogTest extends OnTheBench {
    @Test
    void anOutageIsLoggedOnceHoweverLongItLasts() {
        bench.start();
        for (int i = 0; i < 50; i++) {
            bench.lose(REFUSED);
            bench.nextTry();
        }

        assertEquals(List.of(
                "No connection to ws://gateway.example/agents/{corpId}: Nobody answers there. Trying again."),
                bench.log.warnings());
    }

    @Test
    void theOutageEndsWhenTheLineWasStable() {
        bench.startUp();
        bench.lose();
        for (int i = 0; i < 20; i++) {
            bench.comeBack();
            bench.lose();
        }
        assertEquals(1, bench.log.warnings().size());

        bench.comeBack();
        bench.liveFor(11);
        bench.lose();

        assertEquals(2, bench.log.warnings().size());
    }

    @Test
    void anOutageThatTurnsIntoAnErrorIsLoggedOnceMore() {
        bench.start();
        bench.lose(REFUSED);
        for (int i = 0; i < 20; i++) {
            bench.nextTry();
            bench.lose(Ending.refusedUpgrade(404));
        }

        assertEquals(List.of(
                "No connection to ws://gateway.example/agents/{corpId}: Nobody answers there. Trying again.",
                "No connection to ws://gateway.example/agents/{corpId}: There is no chat gateway at this address "
                        + "(HTTP 404). Check gatewayUrl. Checking again every 300 s."), bench.log.warnings());
    }

    @Test
    void everyConnectIsLogged() {
        bench.startUp();
        bench.lose();
        bench.comeBack();

        assertEquals(2, bench.log.texts(LogLevel.INFO).size());
        assertEquals("Connected to ws://gateway.example/agents/{corpId}", bench.log.texts(LogLevel.INFO).get(0));
    }

    @Test
    void withTheTokenInTheAddressNeitherLogNorStatusShowsIt() {
        bench.credentialsIn = "QUERY";
        bench.start();
        assertTrue(bench.socket().address.toString().contains(Bench.TOKEN));

        bench.lose(Bench.UNAUTHORIZED);
        bench.line.retryNow();
        bench.accept();
        bench.liveFor(11);
        bench.lose();

        assertEquals(2, bench.log.warnings().size());
    }

    @Test
    void aStrangeTextIsLoggedOnceForEachConnection() {
        bench.startUp();
        for (int i = 0; i < 5; i++) {
            bench.socket().receive("<html>");
        }
        bench.lose();
        bench.comeBack();
        bench.socket().receive("<html>");

        assertEquals(2, bench.log.warnings().stream().filter(text -> text.contains("no JSON object")).count());
        assertEquals(6, bench.line.metrics().strangeTexts());
    }
}
