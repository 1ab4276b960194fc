// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Frames that the gateway did not send so, or not at all. */
class FrameFaultsTest extends Bench {
    private static final List<String> SWAPPED = List.of("b", "a");

    @Test
    void aCloseFrameComesThenFinAfterTheReply() throws IOException {
        for (int code : new int[] { 1000, 1001, 1006, 1008, 1009, 1012, 1013, 4409 }) {
            connect();
            proxy.now(Fault.close(code, "over"));
            RawSocket.Frame frame = client.readFrame();
            assertEquals(Frames.FINAL | Frames.CLOSE, frame.firstByte());
            assertEquals(code, (frame.payload()[0] & 0xFF) << 8 | frame.payload()[1] & 0xFF);
            assertEquals("over", frame.text().substring(frame.text().length() - 4));
            assertEquals(Ending.FIN, server.readEnd().ending());
            client.sendMasked(frame.firstByte(), new byte[0]);
            assertEquals(new RawSocket.End(0, Ending.FIN), client.readEnd());
        }
    }

    @Test
    void aConnectionCanBeClosedAtItsUpgrade() throws IOException {
        proxy.next(Fault.closeWithoutCode());
        connect();
        RawSocket.Frame frame = client.readFrame();
        assertEquals(Frames.FINAL | Frames.CLOSE, frame.firstByte());
        assertEquals(0, frame.payload().length);

        proxy.next(Fault.fin());
        connect();
        assertEquals(new RawSocket.End(0, Ending.FIN), client.readEnd());
    }

    @Test
    void whoDoesNotReplyToACloseFrameGetsFinAllTheSame() throws IOException {
        connect();
        proxy.now(Fault.close(1001, ""));
        assertEquals(new RawSocket.End(4, Ending.FIN), client.readEnd());
        assertTrue(last().open());
    }

    @Test
    void aCloseFrameWaitsForTheEndOfTheMessage() throws IOException {
        connect();
        server.write(new byte[] { Frames.TEXT, 2, 'a' });
        client.read(3);
        proxy.now(Fault.close(1001, ""));
        server.write(new byte[] { 'b', (byte) (Frames.FINAL | Frames.CONTINUATION), 0 });
        client.read(1);
        assertEquals(Frames.FINAL | Frames.CONTINUATION, client.readFrame().firstByte());
        assertEquals(Frames.FINAL | Frames.CLOSE, client.readFrame().firstByte());
    }

    @Test
    void textsAreFragmentedWithPingsBetween() throws IOException {
        for (int pieces = 1; pieces <= 12; pieces++) {
            proxy.next(Fault.fragmented(pieces, true));
            connect();
            server.send("顾客 says é");
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            for (int i = 0; i < pieces; i++) {
                if (i > 0) {
                    assertEquals(Frames.FINAL | Frames.PING, client.readFrame().firstByte());
                }
                RawSocket.Frame frame = client.readFrame();
                int opcode = i == 0 ? Frames.TEXT : Frames.CONTINUATION;
                assertEquals(i == pieces - 1 ? Frames.FINAL | opcode : opcode, frame.firstByte());
                text.writeBytes(frame.payload());
            }
            assertEquals("顾客 says é", text.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void longTextsAreFragmentedToo() throws IOException {
        for (int length : new int[] { 125, 126, 65_535, 65_536, 200_000 }) {
            proxy.next(Fault.fragmented(2, false));
            connect();
            server.send("x".repeat(length));
            int first = client.readFrame().payload().length;
            int second = client.readFrame().payload().length;
            assertEquals(length, first + second);
            assertEquals(length / 2, first);
        }
    }

    @Test
    void onlyTextsInOneFrameAreRewritten() throws IOException {
        proxy.next(Fault.repeated(2));
        connect();
        server.write(new byte[] { Frames.TEXT, 1, 'a' });
        server.write(Frames.of(Frames.FINAL | Frames.PING, new byte[0]));
        server.write(Frames.of(Frames.FINAL | Frames.CONTINUATION, new byte[0]));
        server.write(Frames.of(Frames.FINAL | Frames.BINARY, new byte[1]));
        server.send("t");
        for (int first : new int[] { 0x01, 0x89, 0x80, 0x82, 0x81, 0x81 }) {
            assertEquals(first, client.readFrame().firstByte());
        }
    }

    @Test
    void textsAreRepeated() throws IOException {
        connect();
        proxy.now(Fault.repeated(3));
        server.send("thrice");
        server.send("x");
        for (String text : List.of("thrice", "thrice", "thrice", "x", "x", "x")) {
            assertEquals(text, client.readText());
        }
        proxy.heal();
        assertPasses();
        assertEquals(7, last().toClient().framesOut());
        assertEquals(3, last().toClient().framesIn());
    }

    @Test
    void textsAreReorderedInWindows() throws IOException {
        connect();
        proxy.now(Fault.reordered(2, NEVER, texts -> List.of(texts.get(1), texts.get(0))));
        for (String text : List.of("a", "b", "c", "d")) {
            server.send(text);
        }
        for (String text : List.of("b", "a", "d", "c")) {
            assertEquals(text, client.readText());
        }
    }

    @Test
    void anIncompleteWindowIsLetGoInTime() throws IOException {
        connect();
        proxy.now(Fault.reordered(3, Duration.ofMillis(5), texts -> texts.size() == 2 ? SWAPPED : texts));
        server.write(bytes(Frames.text("a"), Frames.text("b")));
        assertEquals("b", client.readText());
        assertEquals("a", client.readText());
    }

    @Test
    void anIncompleteWindowIsLetGoWhenItHealsOrEnds() throws IOException {
        proxy.always(Fault.reordered(3, NEVER, texts -> SWAPPED));
        connect();
        server.write(bytes(Frames.text("a"), Frames.text("b")));
        awaitLast(one -> one.toClient().framesIn() == 2);
        assertEquals(0, last().toClient().framesOut());
        proxy.heal();
        assertEquals("b", client.readText());
        assertEquals("a", client.readText());
        assertPasses();

        proxy.next(Fault.reordered(3, NEVER, texts -> SWAPPED));
        connect();
        server.write(bytes(Frames.text("a"), Frames.text("b")));
        server.socket().shutdownOutput();
        assertEquals("b", client.readText());
        assertEquals("a", client.readText());
        assertEquals(new RawSocket.End(0, Ending.FIN), client.readEnd());
    }

    @Test
    void rewritesAddUp() throws IOException {
        proxy.next(Fault.repeated(2), Fault.fragmented(2, false));
        connect();
        server.send("ab");
        for (String text : List.of("a", "b", "a", "b")) {
            assertEquals(text, client.readFrame().text());
        }
    }

    @Test
    void noiseComesBeforeEveryText() throws IOException {
        connect();
        proxy.now(Fault.noise());
        for (int i = 0; i < 2; i++) {
            server.send("{}");
            assertEquals(Frames.FINAL | Frames.BINARY, client.readFrame().firstByte());
            assertEquals("not {json", client.readText());
            assertEquals("[1, null]", client.readText());
            assertEquals("{}", client.readText());
        }
    }

    @Test
    void brokenFramesAreBroken() throws IOException {
        connect();
        proxy.now(Fault.reservedBits());
        assertEquals(0xF1, client.readFrame().firstByte());

        proxy.now(Fault.maskedFrame());
        byte[] frame = client.read(7);
        assertEquals((byte) 0x81, frame[0]);
        assertTrue((frame[1] & 0x80) != 0);

        proxy.now(Fault.garbage(100, 7));
        byte[] garbage = client.read(100);
        assertEquals(-1, garbage[0]);
        proxy.now(Fault.garbage(100, 7));
        assertArrayEquals(garbage, client.read(100));
        assertPasses();
    }

    @Test
    void anOversizedFrameHasItsSize() throws IOException {
        connect();
        proxy.now(Fault.oversized(3_000_000));
        assertEquals(3_000_000, client.readText().length());
        assertPasses();
    }

    @Test
    void whatIsInjectedNeverTearsAMessageApart() throws IOException {
        connect();
        server.write(new byte[] { Frames.TEXT, 1 });
        client.read(2);
        proxy.now(Fault.text("mine"));
        server.write(new byte[] { 'a', (byte) (Frames.FINAL | Frames.CONTINUATION), 1, 'b' });
        assertArrayEquals(new byte[] { 'a', (byte) 0x80, 1, 'b' }, client.read(4));
        assertEquals("mine", client.readText());
    }

    @Test
    void namesTellWhatHappensButNoText() {
        assertFalse(Fault.text("secret").toString().contains("secret"));
        assertEquals("reset after 3 frames TO_CLIENT", Fault.reset().afterFrames(Way.TO_CLIENT, 3).toString());
        assertEquals("cutAfter TO_SERVER 7 B FIN", Fault.cutAfter(Way.TO_SERVER, 7, Ending.FIN).toString());
    }

    private static byte[] bytes(byte[] one, byte[] two) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(two);
        return both.toByteArray();
    }
}
