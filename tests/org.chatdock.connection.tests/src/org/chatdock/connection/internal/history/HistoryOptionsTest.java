// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.chatdock.api.connection.Credentials;
import org.junit.jupiter.api.Test;

class HistoryOptionsTest {
    private static final Credentials ANN = new Credentials("acme & co", "a/n n", "s3cret+1");

    @Test
    void placeHoldersAreReplacedAndTheCredentialsTravelInHeaders() {
        HistoryOptions options = Configured.with(" https://h/{corpId}/x/{userId}?a=b ").options();

        assertEquals(URI.create("https://h/acme%20%26%20co/x/a%2Fn%20n?a=b"), options.uri(ANN));
        assertEquals(Map.of("corpid", "acme & co", "userid", "a/n n", "token", "s3cret+1"), options.headers(ANN));
        assertEquals(List.of("corpid", "userid", "token"), List.copyOf(options.headers(ANN).keySet()));
        assertEquals(10_000, options.timeoutMillis());
        assertEquals(500, options.pageSize());
    }

    @Test
    void theQueryCarriesTheCredentialsOfGatewaysThatNeedIt() {
        HistoryOptions first = Configured.with("http://h/x").and("credentialsIn", "query").options();
        HistoryOptions further = Configured.with("http://h/x?a=b").and("credentialsIn", " QUERY").options();

        assertEquals(URI.create("http://h/x?corpid=acme%20%26%20co&userid=a%2Fn%20n&token=s3cret%2B1"),
                first.uri(ANN));
        assertEquals(URI.create("http://h/x?a=b&token=t"), further.uri(new Credentials("", "", "t")));
        assertEquals(URI.create("http://h/x"), first.uri(Credentials.NONE));
        assertEquals(Map.of(), first.headers(ANN));
    }

    @Test
    void aHeaderCarriesNothingThatWouldArriveAsSomethingElse() {
        HistoryOptions header = Configured.with("http://h/x").options();
        HistoryOptions query = Configured.with("http://h/x").and("credentialsIn", "QUERY").options();
        Credentials chinese = new Credentials("店", "ann", "t");
        Credentials injecting = new Credentials("c", "ann", "t\r\nx: y");

        assertTrue(header.canCarry(ANN));
        assertFalse(header.canCarry(chinese));
        assertFalse(header.canCarry(injecting));
        assertTrue(query.canCarry(chinese));
        assertTrue(query.canCarry(injecting));
    }

    @Test
    void whatIsWrongIsSaidWithTheWayOutAndWithoutSecrets() {
        assertWrong("historyUrl is ''; write an http or https address", Configured.with(null));
        assertWrong("historyUrl is 'ws://h/x'; write an http or https address", Configured.with("ws://h/x?t=s3cret"));
        assertWrong("historyUrl is 'http://h/x'; ", Configured.with("http://u:s3cret@h/x"));
        assertWrong("historyUrl is 'http://h/ x'; ", Configured.with("http://h/ x?t=s3cret"));
        assertWrong("historyUrl is 'http://h/x'; ", Configured.with("http://h/x#s3cret"));
        assertWrong("historyUrl is 'http://h:70000/x'; ", Configured.with("http://h:70000/x"));
        assertWrong("credentialsIn is 'COOKIE'; write HEADER or QUERY",
                Configured.with("http://h/x").and("credentialsIn", "COOKIE"));
        assertWrong("timeoutMillis is '0'; write a number from 1 to 600000",
                Configured.with("http://h/x").and("timeoutMillis", 0));
        assertWrong("pageSize is '100001'; write a number from 1 to 100000",
                Configured.with("http://h/x").and("pageSize", 100_001));
    }

    private static void assertWrong(String expected, Configured configured) {
        String text = assertThrows(IllegalArgumentException.class, () -> new HttpHistory(configured.configuration()))
                .getMessage();
        assertTrue(text.startsWith("Configuration org.chatdock.history: " + expected), text);
        assertFalse(text.contains("s3cret"), text);
    }
}
