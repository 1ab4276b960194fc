// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import static org.chatdock.sending.internal.Bench.ANN;
import static org.chatdock.sending.internal.Bench.BOB;
import static org.chatdock.sending.internal.Bench.TEXT;
import static org.chatdock.sending.internal.Bench.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendOutcome.Refused;
import org.chatdock.api.sending.SendOutcome.Sent;
import org.chatdock.api.sending.SendOutcome.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is true when no answer comes: not sent, or nobody knows. Nothing is ever sent twice. */
class LostAnswerTest {
    private static final Refused UNREACHABLE = new Refused(Reason.UNREACHABLE, "");

    @RegisterExtension
    final RecordedLog log = new RecordedLog();

    private SendOutcome outcome(RawServer.Script script) throws Exception {
        try (RawServer server = new RawServer(script); Bench bench = new Bench(Configured.with(server.url()), log)) {
            SendOutcome outcome = bench.sendAndWait();
            assertEquals(1, server.connections.get());
            return outcome;
        }
    }

    @Test
    void aRefusedConnectionIsUnreachable() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }
        try (Bench bench = new Bench(Configured.with("http://127.0.0.1:" + port + "/"), log)) {
            assertEquals(UNREACHABLE, bench.sendAndWait());
        }
    }

    @Test
    void anUnknownHostIsUnreachable() throws Exception {
        try (Bench bench = new Bench(Configured.with("http://no-such-host.invalid/send"), log)) {
            assertEquals(UNREACHABLE, bench.sendAndWait());
        }
    }

    @Test
    void aFailedHandshakeIsUnreachable() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            connection.getInputStream().read();
            RawServer.write(connection, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        }); Bench bench = new Bench(Configured.with(server.url().replace("http:", "https:")), log)) {
            assertEquals(UNREACHABLE, bench.sendAndWait());
        }
    }

    @Test
    void aConnectionThatEndsInTheHandshakeIsUnreachable() throws Exception {
        for (int linger : new int[] { -1, 0 }) {
            try (RawServer server = new RawServer(connection -> {
                connection.getInputStream().read();
                connection.setSoLinger(linger == 0, 0);
            }); Bench bench = new Bench(Configured.with(server.url().replace("http:", "https:")), log)) {
                assertEquals(UNREACHABLE, bench.sendAndWait());
            }
        }
    }

    @Test
    void aResetAfterTheRequestIsUnknown() throws Exception {
        assertEquals(new Unknown(), outcome(connection -> {
            RawServer.readRequest(connection);
            connection.setSoLinger(true, 0);
        }));
    }

    @Test
    void aConnectionClosedAfterTheRequestIsUnknown() throws Exception {
        assertEquals(new Unknown(), outcome(RawServer::readRequest));
    }

    @Test
    void anAnswerThatBreaksOffIsUnknown() throws Exception {
        assertEquals(new Unknown(), outcome(connection -> {
            RawServer.readRequest(connection);
            RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"msgID\":\"1\"}");
        }));
    }

    @Test
    void anAnswerThatIsNoHttpIsUnknown() throws Exception {
        assertEquals(new Unknown(), outcome(connection -> {
            RawServer.readRequest(connection);
            RawServer.write(connection, "\0\1\2 garbage\r\n\r\n");
        }));
    }

    @Test
    void aNoWhoseWordsBreakOffIsANo() throws Exception {
        assertEquals(new Refused(Reason.SERVICE, ""), outcome(connection -> {
            RawServer.readRequest(connection);
            RawServer.write(connection, "HTTP/1.1 500 Oops\r\nContent-Length: 100\r\n\r\n{\"ErrMsg\":\"");
        }));
    }

    @Test
    void anInterimAnswerIsNotTheAnswer() throws Exception {
        assertInstanceOf(Sent.class, outcome(connection -> {
            RawServer.readRequest(connection);
            RawServer.write(connection, "HTTP/1.1 103 Early Hints\r\n\r\n");
            RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"msgID\":\"1\"}");
        }));
    }

    @Test
    void noAnswerInTimeIsUnknown() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            RawServer.readRequest(connection);
            never.await();
        }); Bench bench = new Bench(Configured.with(server.url()).and("connectTimeoutMillis", 100)
                .and("answerTimeoutMillis", 100), log)) {
            assertEquals(new Unknown(), bench.sendAndWait());
            assertEquals(1, server.connections.get());
        } finally {
            never.countDown();
        }
    }

    @Test
    void closingEndsWhatIsOnItsWayAndWhatWaitsAsUnknown() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            RawServer.readRequest(connection);
            arrived.countDown();
            never.await();
        }); Bench bench = new Bench(Configured.with(server.url()), log)) {
            CompletionStage<SendOutcome> onItsWay = bench.send(ANN, TEXT);
            CompletionStage<SendOutcome> waits = bench.send(ANN, TEXT);
            assertTrue(arrived.await(60, TimeUnit.SECONDS));

            bench.close();

            assertEquals(new Unknown(), await(onItsWay));
            // It is sent after the next start.
            assertEquals(new Unknown(), await(waits));
            assertEquals(new Refused(Reason.NOT_STORED, ""), await(bench.send(BOB, TEXT)));
            assertEquals(1, server.connections.get());
        } finally {
            never.countDown();
        }
    }

    @Test
    void closingEndsWhatTheGatewayHasAsSent() throws Exception {
        try (Gateway gateway = new Gateway(); Bench bench = new Bench(Configured.with(gateway.url("/")), log)) {
            bench.store.commit = CompletableFuture::new;
            CompletionStage<SendOutcome> stage = bench.send(ANN, TEXT);
            assertTrue(bench.store.appended.poll(60, TimeUnit.SECONDS) != null);

            bench.close();

            assertInstanceOf(Sent.class, await(stage));
        }
    }

    @Test
    void closingLeavesNoThread() throws Exception {
        try (Gateway gateway = new Gateway(); Bench bench = new Bench(Configured.with(gateway.url("/")), log)) {
            bench.sendAndWait();
            List<Thread> ours = ours();
            assertTrue(ours.stream().allMatch(Thread::isDaemon), ours::toString);
            assertFalse(ours.isEmpty());

            bench.close();

            for (Thread thread : ours()) {
                thread.join(60_000);
                assertFalse(thread.isAlive(), thread::toString);
            }
        }
    }

    private static List<Thread> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("chatdock-sending")).toList();
    }

    @Test
    void aSenderCanBeClosedByWhoeverWaitsForItsOutcome() throws Exception {
        try (Gateway gateway = new Gateway(); Bench bench = new Bench(Configured.with(gateway.url("/")), log)) {
            CountDownLatch release = new CountDownLatch(1);
            gateway.answer((request, exchange) -> {
                release.await(60, TimeUnit.SECONDS);
                Gateway.reply(exchange, 200, "{\"msgID\":\"1\"}");
            });
            CompletableFuture<Void> closed = bench.send(ANN, TEXT).thenRun(bench::close).toCompletableFuture();
            release.countDown();

            closed.get(60, TimeUnit.SECONDS);
        }
    }
}
