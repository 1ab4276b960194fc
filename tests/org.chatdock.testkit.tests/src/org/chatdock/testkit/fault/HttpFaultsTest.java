// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

/** What goes wrong with a call that is no WebSocket: whether the gateway has seen it, and what the client gets. */
class HttpFaultsTest extends Bench {
    private static final String BODY = "{\"To\":\"wm1001\",\"Content\":\"你好\"}";
    private static final String ANSWER_BODY = "{\"msgID\":\"1\"}";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: " + ANSWER_BODY.length()
            + "\r\nConnection: close\r\n\r\n" + ANSWER_BODY;

    /** Sends a request, its body after its head. */
    private void call() throws IOException {
        URI uri = proxy.uri();
        client = own(new RawSocket(new Socket(uri.getHost(), uri.getPort())));
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        client.write(("POST /sendMsgToUser HTTP/1.1\r\nHost: test\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        client.write(body);
    }

    /** The gateway reads the request and answers, the body in two pieces. */
    private void answer() throws IOException {
        server = gateway.take();
        assertTrue(server.readHead().startsWith("POST /sendMsgToUser "));
        assertEquals(BODY, new String(server.read(BODY.getBytes(StandardCharsets.UTF_8).length),
                StandardCharsets.UTF_8));
        int middle = ANSWER.length() - 5;
        server.write(ANSWER.substring(0, middle).getBytes(StandardCharsets.ISO_8859_1));
        server.write(ANSWER.substring(middle).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void withoutAFaultACallPasses() throws IOException {
        call();
        answer();
        assertEquals(ANSWER, text(client.read(ANSWER.length())));
    }

    @Test
    void aResetInTheRequestNeverComesToTheGateway() throws IOException {
        proxy.next(Fault.resetInRequest());
        try {
            call();
            assertEquals(new RawSocket.End(0, Ending.RESET), client.readEnd());
        } catch (@SuppressWarnings("unused") IOException resetWhileAsking) {
            // That is it.
        }
        // The next one to come is the next call.
        call();
        answer();
        assertEquals(ANSWER, text(client.read(ANSWER.length())));
    }

    @Test
    void aLostReplyWasGivenAndDoesNotArrive() throws IOException {
        for (Ending ending : Ending.values()) {
            proxy.next(Fault.lostReply(ending));
            call();
            answer();
            assertEquals(new RawSocket.End(0, ending), client.readEnd());
        }
    }

    @Test
    void aSilentReplyWasGivenAndNothingIsSaid() throws IOException {
        proxy.next(Fault.silentReply());
        call();
        answer();
        proxy.close();
        assertEquals(new RawSocket.End(0, Ending.FIN), client.readEnd());
    }

    @Test
    void aCutReplyEndsInTheMiddle() throws IOException {
        for (int bytes : new int[] { 1, 30, ANSWER.length() - 2, 10_000 }) {
            proxy.next(Fault.cutReply(bytes, Ending.FIN));
            call();
            answer();
            String got = text(client.readToEnd());
            assertEquals(ANSWER.substring(0, Math.min(bytes, ANSWER.length() - 1)), got);
        }
    }

    @Test
    void anotherReplyIsWhatTheClientGets() throws IOException {
        proxy.next(Fault.otherReply("nonsense", "HTTP/1.1 200 OK\r\n\r\n<html>".getBytes(StandardCharsets.UTF_8)));
        call();
        answer();
        assertEquals("HTTP/1.1 200 OK\r\n\r\n<html>", text(client.readToEnd()));
    }

    @Test
    void aLateReplyIsWholeAndLate() throws IOException {
        Duration late = Duration.ofMillis(200);
        proxy.next(Fault.lateReply(late));
        long begin = System.nanoTime();
        call();
        answer();
        assertEquals(ANSWER, text(client.readToEnd()));
        assertTrue(System.nanoTime() - begin >= late.toNanos());
    }
}
