// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import static org.chatdock.connection.internal.RawGateway.BINARY;
import static org.chatdock.connection.internal.RawGateway.CONTINUATION;
import static org.chatdock.connection.internal.RawGateway.PING;
import static org.chatdock.connection.internal.RawGateway.PONG;
import static org.chatdock.connection.internal.RawGateway.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.chatdock.connection.internal.RawGateway;
import org.chatdock.connection.internal.RawGateway.Frame;
import org.chatdock.connection.internal.engine.Ending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final int KIB = 1024;

    private Rig rig;

    @BeforeEach
    void startBoth() throws IOException {
        rig = Rig.plain();
    }

    @AfterEach
    void stopBoth() throws IOException {
        rig.close();
        rig.events.assertOneAfterTheOther();
    }

    /** Opened, but not reading yet. */
    private void openIdle() throws Exception {
        rig.connect();
        rig.peer = rig.gateway.acceptUpgraded();
        rig.events.awaitOpened();
    }

    @Test
    void nothingIsReadBeforeItIsResumed() throws Exception {
        openIdle();

        rig.peer.text("1");
        rig.socket.probe();
        rig.peer.read();

        assertEquals(List.of("opened"), rig.events.story);
        assertEquals(0, rig.events.alive.get());
        rig.socket.resume();
        assertEquals("1", rig.events.nextText());
    }

    @Test
    void textsInOnePacketWithTheUpgradeWaitForTheResume() throws Exception {
        rig.connect();
        rig.peer = rig.gateway.accept();
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.writeBytes(rig.peer.upgradeAnswer().getBytes(StandardCharsets.US_ASCII));
        packet.writeBytes(RawGateway.Peer.frameBytes(true, TEXT, Rig.bytes("1")));
        packet.writeBytes(RawGateway.Peer.frameBytes(true, TEXT, Rig.bytes("2")));
        rig.peer.bytes(packet.toByteArray());
        rig.events.awaitOpened();
        assertEquals(List.of("opened"), rig.events.story);

        rig.socket.resume();

        assertEquals("1", rig.events.nextText());
        assertEquals("2", rig.events.nextText());
        rig.events.awaitDry();
        assertEquals(List.of("opened", "text", "text", "dry"), rig.events.story);
    }

    @Test
    void dryComesOnTheReadersThreadOnceAfterAllThatWasThere() throws Exception {
        openIdle();
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        for (int i = 0; i < 50; i++) {
            packet.writeBytes(RawGateway.Peer.frameBytes(true, TEXT, Rig.bytes("text " + i)));
        }
        rig.peer.bytes(packet.toByteArray());
        rig.socket.probe();
        // What it wrote is there; so is, on loopback, what was written to it before.
        rig.peer.read();

        rig.socket.resume();
        rig.events.awaitDry();

        assertEquals(50, rig.events.texts.size());
        assertEquals(52, rig.events.story.size());
        assertEquals("dry", rig.events.story.get(51));
    }

    @Test
    void dryComesWhenATextSaysToWait() throws Exception {
        openIdle();
        rig.events.readsOn = false;
        rig.peer.text("1");
        rig.peer.text("2");
        rig.socket.resume();
        assertEquals("1", rig.events.nextText());
        Thread teller = rig.events.lastTeller;

        rig.events.awaitDry();

        assertEquals("dry", rig.events.story.get(rig.events.story.size() - 1));
        assertSame(teller, rig.events.lastTeller);
        assertNull(rig.events.texts.poll());
    }

    @Test
    void aTextOfTheLargestSizeArrivesWholeAndOneByteMoreIsDropped() throws Exception {
        rig.open();
        String largest = "x".repeat(Rig.MAX_TEXT);

        rig.peer.text(largest);
        rig.peer.text(largest + "y");
        rig.peer.text("after");

        assertEquals(largest, rig.events.nextText());
        assertEquals("after", rig.events.nextText());
        assertEquals(Rig.MAX_TEXT + 1, rig.events.oversized.poll());
        assertNull(rig.events.endings.poll());
    }

    @Test
    void anOversizedTextIsToldAtItsEndWithItsHeadAndTheSocketGoesOn() throws Exception {
        rig.open();
        byte[] text = new byte[5 * Rig.MAX_TEXT];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ('a' + i % 26);
        }

        rig.peer.frame(true, TEXT, text);
        rig.assertWorks();

        assertEquals(text.length, rig.events.oversized.poll());
        assertEquals(new String(text, 0, Assembly.HEAD_BYTES, StandardCharsets.US_ASCII),
                StandardCharsets.US_ASCII.decode(rig.events.head).toString());
        assertEquals(text.length + 12L, rig.events.aliveBytes.get());
    }

    @Test
    void anOversizedTextInFragmentsWithAPingBetweenIsDroppedToo() throws Exception {
        rig.open();

        rig.peer.frame(false, TEXT, new byte[Rig.MAX_TEXT]);
        rig.peer.frame(false, CONTINUATION, new byte[1]);
        rig.peer.frame(true, PING, Rig.bytes("between"));
        rig.peer.frame(true, CONTINUATION, new byte[10]);

        assertEquals("between", rig.peer.read().text());
        rig.assertWorks();
        assertEquals(Rig.MAX_TEXT + 11, rig.events.oversized.poll());
    }

    @Test
    void aLargeBinaryMessageIsDropped() throws Exception {
        rig.open();

        rig.peer.frame(true, BINARY, new byte[3 * Rig.MAX_TEXT]);
        rig.assertWorks();

        assertEquals(1, rig.events.binaries.get());
        assertNull(rig.events.oversized.poll());
    }

    @Test
    void aLargeMessageIsASignOfLifeForEverySixteenKibWhileItComes() throws Exception {
        rig.open();
        rig.events.awaitDry();

        rig.peer.beginText(64 * KIB);
        rig.peer.bytes(new byte[16 * KIB]);
        awaitAlive(1);
        rig.peer.bytes(new byte[16 * KIB]);
        awaitAlive(2);

        assertEquals(32 * KIB, rig.events.aliveBytes.get());
        assertFalse(rig.events.story.contains("text"));
    }

    /** Every time something is read, the reader runs dry. */
    private void awaitAlive(int times) throws InterruptedException {
        while (rig.events.alive.get() < times) {
            rig.events.awaitDry();
        }
    }

    @Test
    void aTrickleOfSingleBytesIsNoSignOfLife() throws Exception {
        rig.open();
        rig.events.awaitDry();

        rig.peer.beginText(1_000);
        for (int i = 0; i < 100; i++) {
            rig.peer.bytes(new byte[1]);
            rig.events.awaitDry();
        }

        assertEquals(0, rig.events.alive.get());
        rig.peer.bytes(new byte[900]);
        assertEquals(1_000, rig.events.nextText().length());
        rig.assertWorks();
        assertEquals(2, rig.events.alive.get());
    }

    @Test
    void everyCutOfAStreamOfFramesGivesTheSame() throws Exception {
        rig.open();
        Random random = new Random(42);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        List<Integer> sizes = random.ints(300, 0, 3_000).boxed().toList();
        for (int size : sizes) {
            byte[] text = Rig.bytes("é".repeat(size));
            int cut = random.nextInt(text.length + 1);
            if (random.nextBoolean()) {
                stream.writeBytes(RawGateway.Peer.frameBytes(true, TEXT, text));
            } else {
                stream.writeBytes(RawGateway.Peer.frameBytes(false, TEXT, Arrays.copyOf(text, cut)));
                stream.writeBytes(RawGateway.Peer.frameBytes(true, PONG, new byte[3]));
                stream.writeBytes(RawGateway.Peer.frameBytes(true, CONTINUATION,
                        Arrays.copyOfRange(text, cut, text.length)));
            }
        }
        byte[] all = stream.toByteArray();
        for (int at = 0; at < all.length;) {
            int end = Math.min(all.length, at + 1 + random.nextInt(5_000));
            rig.peer.bytes(Arrays.copyOfRange(all, at, end));
            at = end;
        }

        for (int size : sizes) {
            assertEquals("é".repeat(size), rig.events.nextText());
        }
    }

    @Test
    void aProbeIsAnsweredOnceAndAnUnaskedPongIsNoAnswer() throws Exception {
        rig.open();

        rig.peer.frame(true, PONG, new byte[8]);
        rig.peer.frame(true, PONG, Rig.bytes("unasked"));
        rig.assertWorks();
        assertFalse(rig.events.story.contains("pong"));

        rig.socket.probe();
        Frame ping = rig.peer.read();
        assertEquals(PING, ping.opCode());
        rig.peer.frame(true, PONG, ping.payload());
        rig.events.awaitPong();
        rig.peer.frame(true, PONG, ping.payload());
        rig.assertWorks();
        assertEquals(0, rig.events.pongs.availablePermits());
    }

    @Test
    void anAnswerToALaterProbeAnswersTheEarlierOnes() throws Exception {
        rig.open();
        rig.socket.probe();
        rig.socket.probe();
        Frame first = rig.peer.read();
        Frame second = rig.peer.read();

        rig.peer.frame(true, PONG, second.payload());
        rig.events.awaitPong();
        rig.peer.frame(true, PONG, first.payload());
        rig.assertWorks();

        assertEquals(0, rig.events.pongs.availablePermits());
    }

    @Test
    void framesInAnInvalidOrderOrFormEndTheSocketWithTheReason() throws Exception {
        assertInvalid(RawGateway.Peer.frameBytes(true, CONTINUATION, Rig.bytes("of what?")));
        assertInvalid(RawGateway.Peer.frameBytes(false, TEXT, new byte[1]),
                RawGateway.Peer.frameBytes(true, TEXT, new byte[1]));
        assertInvalid(RawGateway.Peer.frameBytes(false, BINARY, new byte[0]),
                RawGateway.Peer.frameBytes(true, TEXT, new byte[1]));
        assertInvalid(RawGateway.Peer.frameBytes(true, 3, new byte[1]));
        assertInvalid(RawGateway.Peer.frameBytes(false, PING, new byte[1]));
        assertInvalid(RawGateway.Peer.frameBytes(true, PING, new byte[126]));
        // Masked, and a reserved bit.
        assertInvalid(new byte[] { (byte) 0x81, (byte) 0x81, 1, 2, 3, 4, 5 });
        assertInvalid(new byte[] { (byte) 0xC1, 1, 'x' });
        // A close frame with half a code.
        assertInvalid(new byte[] { (byte) 0x88, 1, 3 });
    }

    private void assertInvalid(byte[]... frames) throws Exception {
        rig.open();
        for (byte[] frame : frames) {
            rig.peer.bytes(frame);
        }
        Ending ending = rig.events.awaitEnding();
        assertEquals("protocol", ending.cause());
        assertEquals(1002, rig.peer.read().closeCode());
        rig.peer.awaitEnd();
        assertFalse(rig.events.story.contains("text"));
    }

    @Test
    void aFrameOfMoreThanTwoGibEndsTheSocket() throws Exception {
        rig.open();

        rig.peer.beginText(1L << 40);

        assertEquals("too-large", rig.events.awaitEnding().cause());
    }

    @Test
    void nothingIsToldAfterTheEnd() throws Exception {
        rig.open();
        rig.events.failure = new IllegalStateException("receiver");

        rig.peer.bytes(RawGateway.Peer.frameBytes(true, TEXT, new byte[1]));
        rig.events.awaitEnding();
        rig.transport.close();

        assertEquals("ended", rig.events.story.get(rig.events.story.size() - 1));
        assertTrue(rig.events.endings.isEmpty());
    }
}
