// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** The line falls silent, slows down or breaks. */
class LineFaultsTest extends Bench {
    private static final byte[] FRAME = Frames.text("0123456789");

    @Test
    void aBlackHoleToTheServerSwallowsOnlyThatWay() throws IOException {
        connect();
        proxy.now(Fault.blackHole(Way.TO_SERVER));
        client.say("lost");
        awaitLast(one -> one.toServer().framesIn() == 1);
        server.send("arrives");
        assertEquals("arrives", client.readText());
        assertEquals(0, last().toServer().bytesOut());

        proxy.heal();
        assertPasses();
    }

    @Test
    void aBlackHoleToTheClientSwallowsOnlyThatWay() throws IOException {
        proxy.next(Fault.blackHole(Way.TO_CLIENT));
        connect();
        server.send("lost");
        awaitLast(one -> one.toClient().framesIn() == 1);
        client.say("arrives");
        assertEquals("arrives", server.readText());
        assertEquals(0, last().toClient().bytesOut());

        proxy.heal();
        assertPasses();
    }

    @Test
    void aBlackHoleSwallowsBothWays() throws IOException {
        connect();
        proxy.now(Fault.blackHole());
        client.say("lost");
        server.send("lost");
        ProxiedConnection seen =
                awaitLast(one -> one.toClient().framesIn() == 1 && one.toServer().framesIn() == 1);
        assertEquals(0, seen.toClient().bytesOut() + seen.toServer().bytesOut());

        proxy.heal();
        assertPasses();
    }

    @Test
    void aBlackHoleHidesTheEndUntilItHeals() throws IOException {
        connect();
        proxy.now(Fault.blackHole());
        client.reset();
        awaitLast(one -> one.closedNanos().isPresent());
        server.send("nobody");
        awaitLast(one -> one.toClient().framesIn() == 1);
        proxy.heal();
        assertEquals(new RawSocket.End(0, Ending.RESET), server.readEnd());

        connect();
        proxy.now(Fault.blackHole());
        server.send("lost");
        server.socket().shutdownOutput();
        client.say("lost");
        awaitLast(one -> one.toClient().framesIn() == 1 && one.toServer().framesIn() == 1);
        proxy.heal();
        assertEquals(new RawSocket.End(0, Ending.FIN), client.readEnd());
    }

    @Test
    void afterAHoleTheStreamGoesOnWithAWholeMessage() throws IOException {
        connect();
        proxy.now(Fault.blackHole(Way.TO_CLIENT));
        server.write(Arrays.copyOf(FRAME, 5));
        awaitLast(one -> one.toClient().bytesIn() == 5);
        proxy.heal();
        server.write(Arrays.copyOfRange(FRAME, 5, FRAME.length));
        server.write(new byte[] { Frames.TEXT, 1, 'a' });
        server.write(new byte[] { (byte) (Frames.FINAL | Frames.CONTINUATION), 1, 'b' });
        assertEquals(Frames.TEXT, client.readFrame().firstByte());
        assertEquals("b", client.readFrame().text());
        assertPasses();
    }

    @Test
    void aHoleInAFragmentedMessageTakesAllOfIt() throws IOException {
        connect();
        proxy.now(Fault.blackHole(Way.TO_CLIENT));
        server.write(new byte[] { Frames.TEXT, 1, 'a' });
        awaitLast(one -> one.toClient().framesIn() == 1);
        proxy.heal();
        server.write(new byte[] { (byte) (Frames.FINAL | Frames.CONTINUATION), 1, 'b' });
        assertPasses();
    }

    @Test
    void aTornStreamStaysBlack() throws IOException {
        connect();
        server.write(Arrays.copyOf(FRAME, 5));
        client.read(5);
        proxy.now(Fault.blackHole(Way.TO_CLIENT));
        server.write(Arrays.copyOfRange(FRAME, 5, FRAME.length));
        server.send("whole");
        proxy.heal();
        server.send("whole, too");
        awaitLast(one -> one.toClient().framesIn() == 3);
        assertEquals(5, last().toClient().bytesOut());
    }

    @Test
    void whoIsNotReadCannotWriteAndLosesNothing() throws Exception {
        connect();
        proxy.now(Fault.stopReading(Way.TO_SERVER));
        byte[] much = new byte[32 * 1024 * 1024];
        new Random(1).nextBytes(much);
        long[] written = new long[1];
        Thread writer = new Thread(() -> {
            try {
                for (int at = 0; at < much.length; at += 1024) {
                    client.write(Arrays.copyOfRange(much, at, at + 1024));
                    synchronized (written) {
                        written[0] = at + 1024;
                        written.notifyAll();
                    }
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        synchronized (written) {
            while (written[0] == 0) {
                written.wait();
            }
        }
        server.send("other way");
        assertEquals("other way", client.readText());
        assertEquals(0, last().toServer().bytesOut());
        assertTrue(writer.isAlive(), "32 MiB do not fit into the kernel");

        proxy.heal();
        assertArrayEquals(much, server.read(much.length));
        writer.join();
    }

    @Test
    void aDripTakesItsTimeAndKeepsTheBytes() throws IOException {
        connect();
        proxy.now(Fault.drip(Way.TO_CLIENT, 1, Duration.ofMillis(10)));
        long before = System.nanoTime();
        server.write(FRAME);
        assertEquals("0123456789", client.readText());
        assertTrue(System.nanoTime() - before >= (FRAME.length - 1) * 10_000_000L);
    }

    @Test
    void aDripEndsWhenItHeals() throws IOException {
        connect();
        proxy.now(Fault.drip(Way.TO_CLIENT, 1, NEVER));
        server.write(FRAME);
        assertArrayEquals(Arrays.copyOf(FRAME, 1), client.read(1));
        awaitLast(one -> one.toClient().framesIn() == 1);
        assertEquals(1, last().toClient().bytesOut());
        proxy.heal();
        assertArrayEquals(Arrays.copyOfRange(FRAME, 1, FRAME.length), client.read(FRAME.length - 1));
        assertPasses();
    }

    @Test
    void jitterDelaysAndKeepsTheOrder() throws IOException {
        connect();
        Duration most = Duration.ofMillis(40);
        long firstDelay = (long) (new Random(5).nextDouble() * most.toNanos());
        proxy.now(Fault.jitter(Way.TO_CLIENT, most, 5));
        long before = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            server.send("text " + i);
        }
        for (int i = 0; i < 50; i++) {
            assertEquals("text " + i, client.readText());
        }
        assertTrue(System.nanoTime() - before >= firstDelay);
    }

    @Test
    void jitterEndsWhenItHeals() throws IOException {
        connect();
        proxy.now(Fault.jitter(Way.TO_SERVER, NEVER, 5));
        client.say("late");
        awaitLast(one -> one.toServer().framesIn() == 1);
        assertEquals(0, last().toServer().bytesOut());
        proxy.heal();
        assertEquals("late", server.readText());
    }

    @Test
    void aResetReachesBothSides() throws IOException {
        connect();
        proxy.now(Fault.reset());
        assertEquals(new RawSocket.End(0, Ending.RESET), client.readEnd());
        assertEquals(new RawSocket.End(0, Ending.RESET), server.readEnd());
        assertTrue(last().closedNanos().isPresent());
    }

    @Test
    void aResetAtTheUpgradeComesAfterThe101() throws IOException {
        proxy.next(Fault.reset());
        connect();
        assertEquals(new RawSocket.End(0, Ending.RESET), client.readEnd());
    }

    @Test
    void aFinWithoutACloseFrameReachesBothSides() throws IOException {
        connect();
        proxy.now(Fault.fin());
        assertEquals(new RawSocket.End(0, Ending.FIN), client.readEnd());
        assertEquals(new RawSocket.End(0, Ending.FIN), server.readEnd());
    }

    @Test
    void aHalfCloseLeavesTheOtherHalf() throws IOException {
        connect();
        proxy.now(Fault.halfClose());
        assertEquals(new RawSocket.End(0, Ending.FIN), client.readEnd());
        client.say("still heard");
        assertEquals("still heard", server.readText());
        server.send("not heard");
        awaitLast(one -> one.toClient().framesIn() == 1);
        assertEquals(0, last().toClient().bytesOut());
        client.close();
        assertEquals(Ending.FIN, server.readEnd().ending());
    }

    @Test
    void theStreamToTheClientIsCutAtEveryOffset() throws IOException {
        for (int offset = 0; offset <= FRAME.length; offset++) {
            for (Ending ending : Ending.values()) {
                proxy.next(Fault.cutAfter(Way.TO_CLIENT, offset, ending));
                connect();
                if (offset > 0) {
                    server.write(FRAME);
                }
                assertEquals(new RawSocket.End(offset, ending), client.readEnd());
                assertEquals(offset, last().toClient().bytesOut());
                client.close();
                awaitLast(one -> one.closedNanos().isPresent());
            }
        }
        assertEquals(1, proxy.maxOpenAtOnce());
    }

    @Test
    void theStreamToTheServerIsCutAtEveryOffset() throws IOException {
        int length = 2 + 4 + 5;
        for (int offset = 0; offset <= length; offset++) {
            for (Ending ending : Ending.values()) {
                proxy.next(Fault.cutAfter(Way.TO_SERVER, offset, ending));
                connect();
                if (offset > 0) {
                    client.say("hello");
                }
                assertEquals(new RawSocket.End(offset, ending), server.readEnd());
                assertEquals(new RawSocket.End(0, ending), client.readEnd());
            }
        }
    }

    @Test
    void aCutCountsFromNow() throws IOException {
        connect();
        assertPasses();
        proxy.now(Fault.cutAfter(Way.TO_CLIENT, 3, Ending.FIN));
        server.write(FRAME);
        assertEquals(new RawSocket.End(3, Ending.FIN), client.readEnd());
    }

    @Test
    void aFaultCanWaitForATime() throws IOException {
        connect();
        proxy.now(Fault.text("never").after(NEVER));
        long before = System.nanoTime();
        proxy.now(Fault.text("later").after(Duration.ofMillis(20)));
        assertEquals("later", client.readText());
        assertTrue(System.nanoTime() - before >= 20_000_000);
        proxy.heal();
        assertPasses();
    }

    @Test
    void aFaultCanWaitForFrames() throws IOException {
        proxy.always(Fault.reset().afterFrames(Way.TO_CLIENT, 2));
        for (int i = 0; i < 3; i++) {
            connect();
            server.send("one");
            assertEquals("one", client.readText());
            server.send("two");
            assertEquals("two", client.readText());
            assertEquals(new RawSocket.End(0, Ending.RESET), client.readEnd());
        }
    }

    @Test
    void aFaultThatWaitsForFramesIsForgottenWhenItHeals() throws IOException {
        connect();
        proxy.now(Fault.reset().afterFrames(Way.TO_SERVER, 1));
        proxy.heal();
        assertPasses();
    }
}
