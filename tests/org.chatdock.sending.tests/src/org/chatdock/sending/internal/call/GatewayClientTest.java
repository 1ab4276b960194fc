// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.call;

import static org.chatdock.sending.internal.call.TestService.SECRET;
import static org.chatdock.sending.internal.call.TestService.await;
import static org.chatdock.sending.internal.call.TestService.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.chatdock.api.connection.Credentials;
import org.chatdock.sending.internal.call.TestService.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class GatewayClientTest {
    private static final CallOptions.Check CHECK = new CallOptions.Check("test");

    private TestService service;
    private GatewayClient client;

    @BeforeEach
    void start() throws Exception {
        service = new TestService();
        client = client("HEADER");
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    private GatewayClient client(String credentialsIn) {
        return new GatewayClient("chatdock-test", CHECK.options(credentialsIn, "corpid", "token", 5_000, 60_000),
                service::signIn);
    }

    private URI uri(String path) {
        return URI.create(service.url(path));
    }

    @Test
    void theCredentialsTravelInHeadersOrInTheQuery() throws Exception {
        service.answer(200, "{\"a\":\"b\"}");
        assertEquals("b", await(client.post(uri("/x?y=1"), Map.of("k", "v"))).text("a"));
        Received request = service.request();
        assertEquals("POST", request.method());
        assertEquals("/x?y=1", request.target());
        assertEquals("{\"k\":\"v\"}", request.body());
        assertEquals("corp", request.headers().getFirst("corpid"));
        assertEquals(SECRET, request.headers().getFirst("token"));
        client.close();
        client = client("query");
        service.now = new Credentials("c &", "li", SECRET);
        await(client.get(uri("/x?y=1")));
        request = service.request();
        assertEquals("GET", request.method());
        assertEquals("/x?y=1&corpid=c%20%26&token=" + SECRET, request.target());
        assertNull(request.headers().getFirst("token"));
    }

    @Test
    void refusedCredentialsAreRenewedOnce() throws Exception {
        service.refuseOnce("{\"a\":1}");
        assertEquals("1", await(client.get(uri("/"))).text("a"));
        assertEquals(List.of(service.now), service.refused);
        assertEquals(2, service.received.size());
        service.answer(401, "{\"ErrMsg\":\"no\"}");
        assertEquals("no", failure(client.get(uri("/"))).serviceText());
        assertEquals(4, service.received.size());
        assertEquals(2, service.refused.size());
    }

    @Test
    void thereIsNoSecondTryWithTheSameCredentials() throws Exception {
        service.better = service.now;
        service.answer(401, "");
        assertTrue(failure(client.get(uri("/"))).getMessage().contains("refused the credentials"));
        assertEquals(1, service.received.size());
    }

    @Test
    void theServicesWordsAreKept() throws Exception {
        service.answer(500, "{\"data\":{\"errMsg\":\"too late\"}}");
        assertEquals("too late", failure(client.get(uri("/"))).serviceText());
        service.answer(200, "{\"errcode\":40004,\"errmsg\":\"invalid media type\"}");
        assertEquals("invalid media type", failure(client.get(uri("/"))).serviceText());
        service.answer(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
        await(client.get(uri("/")));
        service.answer(502, "<html>" + SECRET);
        assertEquals("", failure(client.get(uri("/"))).serviceText());
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        service.script(exchange -> {
            service.receive(exchange);
            exchange.getResponseHeaders().add("Location", service.url("/elsewhere"));
            TestService.reply(exchange, 302, "");
        });
        assertTrue(failure(client.get(uri("/"))).getMessage().contains("302"));
        assertEquals(1, service.received.size());
    }

    @Test
    void nobodyAndNothingAreFailures() throws Exception {
        try (GatewayClient nobody = new GatewayClient("chatdock-test",
                CHECK.options("HEADER", "corpid", "token", 5_000, 60_000), () -> null)) {
            assertTrue(failure(nobody.get(uri("/"))).getMessage().contains("nobody is signed in"));
        }
        service.now = new Credentials("corp", "li", "\u4F60" + SECRET);
        assertTrue(failure(client.get(uri("/"))).getMessage().contains("set credentialsIn to QUERY"));
        service.now = new Credentials("corp", "li", SECRET);
        service.close();
        assertTrue(failure(client.get(uri("/" + SECRET))).getMessage().contains("ConnectException"));
    }

    @Test
    void whatIsUnderWayFailsWhenItStops() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        service.script(exchange -> {
            arrived.countDown();
            never.await();
        });
        GatewayClient.Call call = client.call("GET", uri("/"), request -> {
            // Nothing is sent.
        });
        arrived.await();
        client.close();
        assertTrue(failure(call.reply()).getMessage().contains("it is stopping"));
        assertTrue(failure(client.get(uri("/"))).getMessage().contains("IllegalStateException"));
    }

    @Test
    void whatIsWrongIsNamedWithoutSecrets() {
        assertEquals("Configuration test: url is \"htp://host/x\"; it must be an http or https address with a host, "
                + "without user and fragment.", wrong(() -> CHECK.address("url", "htp://host/x?token=" + SECRET)));
        assertEquals("Configuration test: url is \"http://host/\"; it must be an http or https address with a host, "
                + "without user and fragment.", wrong(() -> CHECK.address("url", "http://me:" + SECRET + "@host/")));
        assertEquals("Configuration test: n is \"0\"; it must be from 1 to 5.",
                wrong(() -> CHECK.number("n", 0, 1, 5)));
        assertEquals("Configuration test: credentialsIn is \"BODY\"; it must be HEADER or QUERY.",
                wrong(() -> CHECK.options("BODY", "a", "b", 1, 1)));
        assertEquals("Configuration test: tokenParameterName is \"a b\"; it must be one word of letters, digits and "
                + "signs such as - and _.", wrong(() -> CHECK.options("HEADER", "a", "a b", 1, 1)));
    }

    private static String wrong(Executable what) {
        return assertThrows(IllegalArgumentException.class, what).getMessage();
    }
}
