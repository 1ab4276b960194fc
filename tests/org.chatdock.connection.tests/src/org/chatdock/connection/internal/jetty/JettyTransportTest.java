// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import static org.chatdock.connection.internal.RawGateway.BINARY;
import static org.chatdock.connection.internal.RawGateway.CONTINUATION;
import static org.chatdock.connection.internal.RawGateway.PING;
import static org.chatdock.connection.internal.RawGateway.PONG;
import static org.chatdock.connection.internal.RawGateway.TEXT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.chatdock.connection.internal.RawGateway;
import org.chatdock.connection.internal.RawGateway.Frame;
import org.chatdock.connection.internal.RawGateway.Peer;
import org.chatdock.connection.internal.engine.Ending;
import org.chatdock.connection.internal.line.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JettyTransportTest {
    private static final int MAX_TEXT = 200_000;

    private final RecordedEvents events = new RecordedEvents();
    private RawGateway gateway;
    private JettyTransport transport;
    private Socket socket;
    private Peer peer;

    @BeforeEach
    void startBoth() throws IOException {
        gateway = new RawGateway();
        transport = new JettyTransport(new TransportOptions(5_000, MAX_TEXT, Tls.usual(), ProxySelection.DIRECT));
        transport.start();
    }

    @AfterEach
    void stopBoth() throws IOException {
        transport.close();
        gateway.close();
    }

    private void connect() {
        connect(gateway.url());
    }

    private void connect(String url) {
        socket = transport.connect(URI.create(url), Map.of("token", "s3cret"), events);
    }

    private void open() throws Exception {
        connect();
        peer = gateway.acceptUpgraded();
        events.awaitOpened();
        socket.resume();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The text that the client sends next; also shows that the socket still works. */
    private void assertStillWorks() throws Exception {
        peer.text("still there?");
        assertEquals("still there?", events.nextText());
        socket.write(List.of("yes"), sent -> { });
        assertEquals("yes", peer.read().text());
    }

    @Test
    void theUpgradeCarriesPathAndHeaders() throws Exception {
        connect(gateway.url() + "?a=b%20c");
        peer = gateway.accept();

        assertEquals("GET /agents?a=b%20c HTTP/1.1", peer.requestLine());
        assertEquals("s3cret", peer.header("token"));
        assertFalse(events.isOpened());
        peer.upgrade();
        events.awaitOpened();
    }

    @Test
    void textsArriveInOrderAndEveryFrameIsASignOfLife() throws Exception {
        open();

        for (int i = 0; i < 100; i++) {
            peer.text("text " + i);
        }

        for (int i = 0; i < 100; i++) {
            assertEquals("text " + i, events.nextText());
        }
        assertEquals(100, events.alive.get());
    }

    @Test
    void aTextInSeveralFragmentsArrivesAsOneAlsoWhenACharacterIsCutOrAPingComesBetween() throws Exception {
        open();
        byte[] text = bytes("长文本");

        peer.frame(false, TEXT, new byte[] { text[0] });
        peer.frame(false, CONTINUATION, new byte[] { text[1], text[2], text[3] });
        peer.frame(true, PING, bytes("between"));
        peer.frame(false, CONTINUATION, new byte[0]);
        peer.frame(true, CONTINUATION, new byte[] { text[4], text[5], text[6], text[7], text[8] });
        peer.text("next");

        assertEquals("长文本", events.nextText());
        assertEquals("next", events.nextText());
        assertEquals("between", peer.read().text());
    }

    @Test
    void aFragmentedTextMayBeginAndEndWithNothing() throws Exception {
        open();

        peer.frame(false, TEXT, new byte[0]);
        peer.frame(false, CONTINUATION, bytes("middle"));
        peer.frame(true, CONTINUATION, new byte[0]);

        assertEquals("middle", events.nextText());
    }

    @Test
    void anEmptyTextHurtsNothing() throws Exception {
        open();

        peer.text("");
        peer.text("after");

        String first = events.nextText();
        assertEquals("after", first.isEmpty() ? events.nextText() : first);
    }

    @Test
    void binaryFramesAreIgnoredWholeOrInFragments() throws Exception {
        open();

        peer.frame(true, BINARY, bytes("no"));
        peer.frame(false, BINARY, bytes("no"));
        peer.frame(true, CONTINUATION, bytes("no"));
        peer.text("yes");

        assertEquals("yes", events.nextText());
        assertEquals(2, events.binaries.get());
        assertEquals(3, events.alive.get());
        assertEquals(9, events.aliveBytes.get());
    }

    @Test
    void aPingIsAnsweredOnceWithItsPayload() throws Exception {
        open();

        peer.frame(true, PING, bytes("12345"));
        Frame pong = peer.read();

        assertEquals(PONG, pong.opCode());
        assertEquals("12345", pong.text());
        assertStillWorks();
    }

    @Test
    void aPingWithoutPayloadIsAnswered() throws Exception {
        open();

        peer.frame(true, PING, new byte[0]);
        Frame pong = peer.read();

        assertEquals(PONG, pong.opCode());
        assertArrayEquals(new byte[0], pong.payload());
        assertStillWorks();
    }

    @Test
    void aPongIsASignOfLifeAndNothingElse() throws Exception {
        open();

        peer.frame(true, PONG, new byte[0]);
        assertStillWorks();

        assertEquals(2, events.alive.get());
    }

    @Test
    void theCloseCodeAndItsReasonArePassedOn() throws Exception {
        open();

        peer.close(4409, "signed in elsewhere");
        Frame answer = peer.read();
        peer.drop();

        assertEquals(Ending.closed(4409, "signed in elsewhere"), events.awaitEnding());
        assertEquals(4409, answer.closeCode());
    }

    @Test
    void aConnectionThatBreaksEndsOnce() throws Exception {
        open();

        peer.drop();
        Ending ending = events.awaitEnding();
        transport.close();

        assertEquals("closed", ending.cause());
        assertEquals(1006, ending.code());
        assertNull(events.endings.poll());
    }

    @Test
    void aRefusedConnectSaysThatNobodyIsThere() throws Exception {
        int port;
        try (ServerSocket closedAtOnce = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closedAtOnce.getLocalPort();
        }

        connect("ws://127.0.0.1:" + port + "/");

        assertEquals("refused", events.awaitEnding().cause());
        assertFalse(events.isOpened());
    }

    @Test
    void aRefusedUpgradeIsToldWithItsStatus() throws Exception {
        for (int status : List.of(401, 503, 302, 200, 404)) {
            connect();
            gateway.accept().refuse(status);

            assertEquals(Ending.refusedUpgrade(status), events.awaitEnding());
        }
        assertFalse(events.isOpened());
        assertNull(events.endings.poll());
    }

    @Test
    void aServerThatHangsUpInsteadOfUpgradingIsAnEnd() throws Exception {
        connect();

        gateway.accept().drop();

        events.awaitEnding();
        assertFalse(events.isOpened());
    }

    @Test
    void aServerThatTalksNonsenseInsteadOfUpgradingIsAnEnd() throws Exception {
        connect();

        gateway.accept().answer("SSH-2.0-OpenSSH_9.6\r\n\r\n");

        events.awaitEnding();
        assertFalse(events.isOpened());
    }

    @Test
    void aWrongKeyInTheUpgradeIsAnEnd() throws Exception {
        connect();

        gateway.accept().answer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: d3Jvbmc=\r\n\r\n");

        assertEquals("protocol", events.awaitEnding().cause());
        assertFalse(events.isOpened());
    }

    @Test
    void closeSaysGoodbye() throws Exception {
        open();

        socket.close();

        assertEquals(1000, peer.read().closeCode());
    }

    @Test
    void theTransportEndsItsSocketsWhenItIsClosed() throws Exception {
        open();

        transport.close();

        peer.awaitEnd();
    }

    @Test
    void batchesOfTextsAllArriveInOrder() throws Exception {
        open();
        BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();

        for (int batch = 0; batch < 10; batch++) {
            int first = batch * 1_000;
            socket.write(IntStream.range(first, first + 1_000).mapToObj(i -> "ack " + i + " 收到").toList(),
                    answers::add);
        }

        for (int i = 0; i < 10_000; i++) {
            Frame frame = peer.read();
            assertTrue(frame.fin() && frame.opCode() == TEXT);
            assertEquals("ack " + i + " 收到", frame.text());
        }
        for (int batch = 0; batch < 10; batch++) {
            assertEquals(Boolean.TRUE, answers.poll(RawGateway.PATIENCE, TimeUnit.MILLISECONDS));
        }
        assertNull(answers.poll());
    }

    @Test
    void aWriteBeforeTheUpgradeAndOneAfterTheEndFailAndSaySoOnce() throws Exception {
        BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();
        connect();
        socket.write(List.of("early"), answers::add);
        assertEquals(Boolean.FALSE, answers.poll(RawGateway.PATIENCE, TimeUnit.MILLISECONDS));

        peer = gateway.acceptUpgraded();
        events.awaitOpened();
        socket.abort();
        socket.write(List.of("late", "later"), answers::add);

        assertEquals(Boolean.FALSE, answers.poll(RawGateway.PATIENCE, TimeUnit.MILLISECONDS));
        assertNull(answers.poll());
    }

    @Test
    void aSocketThatIsToldToWaitReadsOnWhenItIsResumed() throws Exception {
        open();
        events.readsOn = false;
        peer.text("1");
        peer.text("2");
        assertEquals("1", events.nextText());

        socket.resume();
        assertEquals("2", events.nextText());
        peer.text("3");
        socket.resume();

        assertEquals("3", events.nextText());
        assertEquals(3, events.alive.get());
    }

    @Test
    void resumeOnASocketThatHasEndedDoesNothing() throws Exception {
        open();
        peer.drop();
        events.awaitEnding();

        socket.resume();

        assertNull(events.endings.poll());
    }

    @Test
    void aTextOfTheLargestSizeArrives() throws Exception {
        open();
        String text = "x".repeat(MAX_TEXT);

        peer.text(text);
        assertEquals(text, events.nextText());
        peer.frame(false, TEXT, bytes(text.substring(1)));
        peer.frame(true, CONTINUATION, bytes("y"));

        assertEquals(text.substring(1) + "y", events.nextText());
    }

    @Test
    void aTextIsOneFrameWhateverItsSize() throws Exception {
        open();

        socket.write(List.of("x".repeat(300_000), "y"), sent -> { });

        Frame frame = peer.read();
        assertTrue(frame.fin());
        assertEquals(300_000, frame.payload().length);
        assertEquals("y", peer.read().text());
    }

    @Test
    void aReceiverThatThrowsWhenItIsDryEndsTheSocketInsteadOfHangingIt() throws Exception {
        socket = transport.connect(URI.create(gateway.url()), Map.of(), new ForwardedEvents(events) {
            @Override
            public void dry() {
                throw new IllegalStateException("receiver");
            }
        });
        peer = gateway.acceptUpgraded();
        events.awaitOpened();

        socket.resume();

        assertEquals("io", events.awaitEnding().cause());
        peer.awaitEnd();
    }

    @Test
    void aReceiverThatThrowsEndsTheSocketInsteadOfHangingIt() throws Exception {
        open();
        events.failure = new IllegalStateException("receiver");

        peer.text("x");

        assertEquals("io", events.awaitEnding().cause());
    }
}
