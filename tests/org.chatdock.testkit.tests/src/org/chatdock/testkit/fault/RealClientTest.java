// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/** The JDK's client takes each fault for what it is meant to be. */
class RealClientTest extends Bench implements WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            heard.add(parts.toString());
            parts.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
        heard.add("ping");
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        heard.add("close " + code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        heard.add("error");
    }

    @Test
    void itTalksThroughTheProxy() throws Exception {
        WebSocket socket = open().join();
        server.send("顾客");
        assertEquals("顾客", next());
        socket.sendText("agent", true).join();
        assertEquals("agent", server.readText());
    }

    @Test
    void itPutsFragmentsTogether() throws Exception {
        proxy.next(Fault.fragmented(3, true), Fault.repeated(2));
        open().join();
        server.send("顾客 one");
        assertEquals("ping", next());
        assertEquals("ping", next());
        assertEquals("顾客 one", next());
    }

    @Test
    void itSeesTheCloseCode() throws Exception {
        open().join();
        proxy.now(Fault.close(4409, "elsewhere"));
        assertEquals("close 4409 elsewhere", next());
    }

    @Test
    void itSeesThatTheStreamIsBroken() throws Exception {
        for (Fault fault : new Fault[] { Fault.reservedBits(), Fault.maskedFrame(), Fault.garbage(50, 1),
                Fault.reset() }) {
            open().join();
            proxy.now(fault);
            assertEquals("error", next(), fault.toString());
        }
    }

    @Test
    void itRefusesAWrongUpgrade() throws Exception {
        proxy.next(Fault.wrongAccept());
        CompletableFuture<WebSocket> wrong = open();
        assertThrows(CompletionException.class, wrong::join);

        proxy.next(Fault.http(429, "Retry-After: 3"));
        CompletionException refused = assertThrows(CompletionException.class, () -> asking().join());
        WebSocketHandshakeException why = assertInstanceOf(WebSocketHandshakeException.class, refused.getCause());
        assertEquals(429, why.getResponse().statusCode());
        assertEquals("3", why.getResponse().headers().firstValue("Retry-After").orElseThrow());
    }

    private CompletableFuture<WebSocket> asking() {
        return HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(proxy.uri(), this);
    }

    private CompletableFuture<WebSocket> open() throws IOException {
        CompletableFuture<WebSocket> opening = asking();
        server = gateway.upgrade();
        return opening;
    }

    private String next() throws InterruptedException {
        return heard.poll(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }
}
