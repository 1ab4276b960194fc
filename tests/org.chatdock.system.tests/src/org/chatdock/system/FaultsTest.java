// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import org.chatdock.api.connection.ConnectionState;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.connection.CredentialSource;
import org.chatdock.api.connection.Credentials;
import org.chatdock.api.connection.QuarantinedFrame;
import org.chatdock.testkit.fault.Ending;
import org.chatdock.testkit.fault.Fault;
import org.chatdock.testkit.fault.ProxiedConnection;
import org.chatdock.testkit.fault.Way;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;

/** Every fault that the proxy knows: messages flow before, during and after, and the line comes back in time. */
class FaultsTest {
    private static final Duration SILENT = FaultScene.DEAD_AFTER.plusMillis(3_500).plus(FaultScene.TRY);
    private static final int SOME = 9;
    /** Letters of a message that is large, but not too large. */
    private static final int LARGE = 150_000;
    private static final List<String> FIGURES = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    Path directory;

    @AfterAll
    static void print() {
        System.out.println("faults: " + FIGURES.size() + " cases, seconds to the next upgrade: "
                + String.join(", ", FIGURES));
    }

    private static void note(String name, long nanos, Duration bound) {
        FIGURES.add(String.format("%s %.2f (of %.1f)", name, nanos / 1e9, bound.toMillis() / 1e3));
        assertTrue(nanos <= bound.toNanos(), () -> name + " took " + nanos / 1_000_000 + " ms, not " + bound);
    }

    private interface Trouble {
        void begin(FaultScene scene) throws Exception;
    }

    /** The line gives the socket up by itself and has a new one in time. */
    private void replaces(String name, Duration bound, Trouble trouble) throws Exception {
        try (FaultScene scene = new FaultScene(directory)) {
            scene.pushAndAwait(SOME);
            int upgrades = scene.upgrades();
            long begin = System.nanoTime();
            trouble.begin(scene);
            scene.push(SOME);
            long back = scene.awaitUpgradeAfter(upgrades) - begin;
            scene.proxy.heal();
            scene.awaitAcked();
            scene.pushAndAwait(SOME);
            scene.assertWhole();
            assertFalse(scene.house.states.contains(ConnectionState.ERROR), () -> name + ": an error");
            assertEquals(ConnectionState.REOPEN, scene.house.connection().status().state());
            note(name, back, bound);
        }
    }

    private void replaces(String name, Duration bound, Fault fault) throws Exception {
        replaces(name, bound, scene -> scene.proxy.now(fault));
    }

    /** What goes wrong changes nothing: the same socket, all messages. */
    private void endures(String name, boolean timed, Fault... faults) throws Exception {
        try (FaultScene scene = new FaultScene(directory)) {
            if (timed) {
                scene.timed();
            }
            scene.pushAndAwait(SOME);
            scene.proxy.now(faults);
            long begin = System.nanoTime();
            scene.pushAndAwait(SOME);
            long took = System.nanoTime() - begin;
            scene.proxy.heal();
            scene.pushAndAwait(SOME);
            scene.assertWhole();
            assertEquals(1, scene.upgrades());
            FIGURES.add(String.format("%s none, messages in %.2f", name, took / 1e9));
        }
    }

    /** Two tries go wrong in this way, the third one comes through. */
    private void retries(String name, Duration bound, Fault fault) throws Exception {
        replaces(name, bound, scene -> {
            scene.proxy.next(fault);
            scene.proxy.next(fault);
            scene.proxy.now(Fault.reset());
        });
    }

    // Silence

    @Test
    void aBlackHoleBothWays() throws Exception {
        replaces("blackHole", SILENT, Fault.blackHole());
    }

    @Test
    void aBlackHoleTowardsTheClient() throws Exception {
        replaces("blackHole TO_CLIENT", SILENT, Fault.blackHole(Way.TO_CLIENT));
    }

    @Test
    void aBlackHoleTowardsTheGateway() throws Exception {
        replaces("blackHole TO_SERVER", SILENT, Fault.blackHole(Way.TO_SERVER));
    }

    @Test
    void aCableThatIsOut() throws Exception {
        replaces("stopReading TO_CLIENT", SILENT, Fault.stopReading(Way.TO_CLIENT));
    }

    @Test
    void aGatewayThatDoesNotRead() throws Exception {
        replaces("stopReading TO_SERVER", SILENT, Fault.stopReading(Way.TO_SERVER));
    }

    @Test
    void aGatewayThatFallsSilent() throws Exception {
        replaces("fallSilent", SILENT, scene -> {
            scene.gateway.faults().fallSilent();
            scene.house.await(() -> !scene.house.isUp(), "a line that is given up");
            scene.gateway.faults().speakAgain();
        });
    }

    // Slowness

    @Test
    void aLineThatDrips() throws Exception {
        endures("drip", false, Fault.drip(Way.TO_CLIENT, 20, Duration.ofMillis(10)));
    }

    @Test
    void aMessageThatTakesLongerThanAnySilence() throws Exception {
        try (FaultScene scene = new FaultScene(directory)) {
            scene.pushAndAwait(1);
            scene.proxy.now(Fault.drip(Way.TO_CLIENT, 5_000, Duration.ofMillis(100)));
            long begin = System.nanoTime();
            scene.gateway.push(Frames.text("large", "wm5").replace("content of", "x".repeat(LARGE)));
            scene.house.await(() -> scene.house.isStored("large"), "the large message");
            long took = System.nanoTime() - begin;
            assertTrue(took > FaultScene.DEAD_AFTER.toNanos(), () -> "not longer: " + took);
            assertEquals(1, scene.upgrades());
            FIGURES.add(String.format("drip none, a message of %d KB in %.2f", LARGE / 1000, took / 1e9));
        }
    }

    @Test
    void aMessageThatComesByteByByte() throws Exception {
        replaces("drip 1 B each 100 ms", SILENT, Fault.drip(Way.TO_CLIENT, 1, Duration.ofMillis(100)));
    }

    @Test
    void aLineThatTrembles() throws Exception {
        endures("jitter", false, Fault.jitter(Way.TO_CLIENT, Duration.ofMillis(900), 1),
                Fault.jitter(Way.TO_SERVER, Duration.ofMillis(300), 2));
    }

    // Breaks

    @Test
    void aReset() throws Exception {
        replaces("reset", FaultScene.RETRY, Fault.reset());
    }

    @Test
    void anEndWithoutAClose() throws Exception {
        replaces("fin", FaultScene.RETRY, Fault.fin());
    }

    @Test
    void aHalfClose() throws Exception {
        replaces("halfClose", FaultScene.RETRY, Fault.halfClose());
    }

    @Test
    void aBreakAfterSomeFramesAndOneLater() throws Exception {
        replaces("afterFrames", FaultScene.RETRY, Fault.reset().afterFrames(Way.TO_CLIENT, 4));
        replaces("after 300 ms", FaultScene.RETRY, Fault.fin().after(Duration.ofMillis(300)));
    }

    @Test
    void cutsAtEveryByteOfADeliveredFrameAndOfItsAcknowledgement() throws Exception {
        long begin = System.nanoTime();
        int cuts = 0;
        try (FaultScene scene = new FaultScene(directory)) {
            scene.pushAndAwait(100);
            // Ids of three digits from here on, so that all frames are of one length: two bytes head, two of length.
            int frame = 4 + Frames.text("m100", "wm1").getBytes().length;
            // Two bytes head, four of the mask.
            int ack = 6 + scene.gateway.acks().get(10).raw().length() + 1;
            for (int bytes = 0; bytes <= frame + ack; bytes++) {
                Ending ending = bytes % 2 == 0 ? Ending.RESET : Ending.FIN;
                int upgrades = scene.upgrades();
                scene.proxy.now(bytes < frame ? Fault.cutAfter(Way.TO_CLIENT, bytes, ending)
                        : Fault.cutAfter(Way.TO_SERVER, bytes - frame, ending));
                scene.push(1);
                scene.awaitUpgradeAfter(upgrades);
                scene.awaitAcked();
                cuts++;
            }
            scene.assertWhole();
            FIGURES.add(String.format("cutAfter at %d + %d offsets, %d cuts in %.2f", frame, ack, cuts,
                    (System.nanoTime() - begin) / 1e9));
        }
    }

    // Closes

    @Test
    void closesThatATryCures() throws Exception {
        for (int code : List.of(1000, 1001, 1002, 1005, 1006, 1011, 1012, 1013, 1014, 1015, 3000, 4000)) {
            replaces("close " + code, FaultScene.RETRY, Fault.close(code, "that is how it is"));
        }
        replaces("closeWithoutCode", FaultScene.RETRY, Fault.closeWithoutCode());
    }

    @Test
    void closesThatATryDoesNotCureAreCheckedAgain() throws Exception {
        for (int code : List.of(1003, 1007, 1008, 1010)) {
            stops("close " + code, code, scene -> scene.proxy.now(Fault.close(code, "no")));
        }
    }

    @Test
    void aSignInElsewhereIsNotFoughtOver() throws Exception {
        try (FaultScene scene = new FaultScene(directory)) {
            scene.pushAndAwait(SOME);
            int connections = scene.proxy.connections().size();
            scene.proxy.now(Fault.close(4409, "signed in elsewhere"));
            scene.awaitState(ConnectionState.ERROR);
            ConnectionStatus status = scene.house.connection().status();
            assertEquals("conflict", status.cause());
            assertEquals(4409, status.code());
            scene.push(SOME);
            assertThrows(AssertionError.class,
                    () -> scene.proxy.awaitConnections(connections + 1, Duration.ofSeconds(3)));

            scene.house.connection().retryNow();
            scene.awaitState(ConnectionState.REOPEN);
            scene.awaitAcked();
            scene.pushAndAwait(SOME);
            scene.assertWhole();
            FIGURES.add("close 4409 no try in 3.00, one on request");
        }
    }

    @Test
    void tooLargeForTheOtherSideThreeTimesIsAnErrorAndIsCheckedAgain() throws Exception {
        stops("close 1009 three times", 1009, scene -> {
            scene.proxy.next(Fault.close(1009, "too large"));
            scene.proxy.next(Fault.close(1009, "too large"));
            scene.proxy.now(Fault.close(1009, "too large"));
        });
    }

    /** The line is in an error, and comes back when it checks again. */
    private void stops(String name, int code, Trouble trouble) throws Exception {
        try (FaultScene scene = new FaultScene(directory)) {
            scene.pushAndAwait(SOME);
            trouble.begin(scene);
            scene.push(SOME);
            scene.house.await(() -> scene.house.states.contains(ConnectionState.ERROR), "an error for " + name);
            long begin = System.nanoTime();
            assertEquals(code, scene.house.connection().history().stream()
                    .filter(each -> each.to() == ConnectionState.ERROR).findFirst().orElseThrow().code());
            scene.proxy.heal();
            scene.awaitState(ConnectionState.REOPEN);
            long back = System.nanoTime() - begin;
            scene.awaitAcked();
            scene.pushAndAwait(SOME);
            scene.assertWhole();
            note(name, back, FaultScene.RETRY.plusSeconds(1));
        }
    }

    // Texts that come otherwise

    @Test
    void fragmentsWithPingsBetween() throws Exception {
        endures("fragmented", false, Fault.fragmented(17, true));
    }

    @Test
    void everythingThreeTimes() throws Exception {
        endures("repeated", false, Fault.repeated(3));
    }

    @Test
    void anotherOrder() throws Exception {
        endures("reordered", true, Fault.reordered(5, Duration.ofMillis(100), texts -> {
            List<String> other = new ArrayList<>(texts);
            Collections.reverse(other);
            return other;
        }));
    }

    @Test
    void noiseBetween() throws Exception {
        endures("noise", false, Fault.noise());
    }

    @Test
    void allOfTheseAtOnce() throws Exception {
        endures("repeated, noise, fragmented, jitter", false, Fault.repeated(2), Fault.noise(),
                Fault.fragmented(5, true), Fault.jitter(Way.TO_CLIENT, Duration.ofMillis(50), 3));
    }

    @Test
    void aTextThatIsNone() throws Exception {
        endures("inject text that is not UTF-8", false,
                Fault.inject("not UTF-8", new byte[] { (byte) 0x81, 2, (byte) 0xC3, 0x28 }));
    }

    // Frames that break the rules

    @Test
    void framesThatBreakTheProtocol() throws Exception {
        replaces("reservedBits", FaultScene.RETRY, Fault.reservedBits());
        replaces("maskedFrame", FaultScene.RETRY, Fault.maskedFrame());
        replaces("garbage", FaultScene.RETRY, Fault.garbage(100, 7));
        replaces("inject a continuation of nothing", FaultScene.RETRY,
                Fault.inject("continuation", new byte[] { (byte) 0x80, 1, 'x' }));
    }

    @Test
    void whatIsTooLargeIsLeftOutAndTheSocketStays() throws Exception {
        try (FaultScene scene = new FaultScene(directory)) {
            scene.pushAndAwait(SOME);
            scene.proxy.now(Fault.oversized(3 * FaultScene.MAX_TEXT_BYTES));
            scene.gateway.push(Frames.text("large", "wm1").replace("content of",
                    "x".repeat(2 * FaultScene.MAX_TEXT_BYTES)));
            scene.pushAndAwait(SOME);
            List<QuarantinedFrame> left = scene.house.connection().quarantine();
            assertEquals(2, left.size(), left::toString);
            assertEquals(3 * FaultScene.MAX_TEXT_BYTES, left.get(0).bytes());
            assertEquals("large", left.get(1).messageId());
            assertEquals("wm1", left.get(1).conversation());
            scene.assertWhole();
            assertEquals(1, scene.upgrades());
            FIGURES.add("oversized none, 2 left out");
        }
    }

    // Tries that go wrong

    @Test
    void connectionsThatAreRefused() throws Exception {
        comesBack("refuseConnections", FaultScene.RETRY, scene -> scene.proxy.refuseConnections());
    }

    @Test
    void connectionsThatAreIgnored() throws Exception {
        comesBack("ignoreConnections", FaultScene.TRY.plus(FaultScene.RETRY),
                scene -> scene.proxy.ignoreConnections());
    }

    /** After some tries that go wrong, and the end of the trouble, the next one comes through. */
    private void comesBack(String name, Duration bound, Trouble trouble) throws Exception {
        try (FaultScene scene = new FaultScene(directory)) {
            scene.pushAndAwait(SOME);
            int upgrades = scene.upgrades();
            trouble.begin(scene);
            scene.proxy.now(Fault.reset());
            scene.push(SOME);
            scene.house.await(() -> scene.house.connection().status().attempt() >= 3, "a third try");
            scene.proxy.heal();
            long begin = System.nanoTime();
            long back = scene.awaitUpgradeAfter(upgrades) - begin;
            scene.awaitAcked();
            scene.pushAndAwait(SOME);
            scene.assertWhole();
            assertFalse(scene.house.states.contains(ConnectionState.ERROR), () -> name + ": an error");
            note(name, Math.max(0, back), bound);
        }
    }

    @Test
    void triesWithoutAnAnswer() throws Exception {
        Duration bound = FaultScene.TRY.multipliedBy(2).plus(FaultScene.RETRY);
        retries("silentAccept", bound, Fault.silentAccept());
        retries("silentUpgrade", bound, Fault.silentUpgrade());
    }

    @Test
    void triesWithAWrongAnswer() throws Exception {
        retries("resetOnAccept", FaultScene.RETRY, Fault.resetOnAccept());
        retries("wrongAccept", FaultScene.RETRY, Fault.wrongAccept());
        retries("truncatedUpgrade RESET", FaultScene.RETRY, Fault.truncatedUpgrade(40, Ending.RESET));
        retries("truncatedUpgrade FIN", FaultScene.RETRY, Fault.truncatedUpgrade(40, Ending.FIN));
    }

    @Test
    void refusalsThatATryCuresAreNoErrors() throws Exception {
        for (int status : List.of(407, 429, 500, 502, 503, 504)) {
            retries("http " + status, FaultScene.RETRY, Fault.http(status));
        }
    }

    @Test
    void refusalsThatATryDoesNotCureAreErrorsAndAreCheckedAgain() throws Exception {
        for (int status : List.of(400, 403, 404, 426)) {
            stops("http " + status, status, scene -> {
                scene.proxy.always(Fault.http(status));
                scene.proxy.now(Fault.reset());
            });
        }
    }

    @Test
    void theGatewayMaySayWhenToComeBack() throws Exception {
        try (FaultScene scene = new FaultScene(directory)) {
            scene.pushAndAwait(SOME);
            scene.proxy.next(Fault.http(503, "Retry-After: 2"));
            scene.proxy.next(Fault.http(429, "Retry-After: 1"));
            scene.proxy.now(Fault.reset());
            scene.push(SOME);
            List<ProxiedConnection> all = scene.proxy.awaitUpgrades(2, House.PATIENCE);
            long first = all.get(2).acceptedNanos() - all.get(1).acceptedNanos();
            long second = all.get(3).acceptedNanos() - all.get(2).acceptedNanos();
            assertTrue(first >= 2_000_000_000L, () -> "after " + first + " ns");
            assertTrue(second >= 1_000_000_000L, () -> "after " + second + " ns");
            scene.awaitAcked();
            scene.assertWhole();
            assertFalse(scene.house.states.contains(ConnectionState.ERROR));
            note("Retry-After 2 s, then 1 s", first + second, FaultScene.RETRY.plusSeconds(3));
        }
    }

    // Credentials

    private static final class Source implements CredentialSource {
        private final AtomicInteger refreshes = new AtomicInteger();
        private volatile Credentials present = new Credentials("demo", "lin", House.TOKEN);
        private volatile Credentials better = present;

        @Override
        public CompletionStage<Credentials> credentials() {
            return CompletableFuture.completedFuture(present);
        }

        @Override
        public CompletionStage<Credentials> refresh(Credentials refused) {
            refreshes.incrementAndGet();
            present = better;
            return CompletableFuture.completedFuture(present);
        }
    }

    @Test
    void refusedCredentialsAreRenewedOnceAndAreThenAnError() throws Exception {
        Source source = new Source();
        try (FaultScene scene = new FaultScene(directory)) {
            ServiceRegistration<?> registration = scene.house.context.registerService(CredentialSource.class, source,
                    null);
            scene.pushAndAwait(SOME);
            int before = scene.proxy.connections().size();
            scene.proxy.always(Fault.http(401));
            scene.proxy.now(Fault.reset());
            scene.push(SOME);
            scene.awaitState(ConnectionState.ERROR);
            assertEquals(1, source.refreshes.get());
            // The renewed ones are the same, so nobody tries them.
            assertEquals(before + 1, scene.proxy.connections().size());
            assertEquals(401, scene.house.connection().status().code());

            scene.proxy.heal();
            long begin = System.nanoTime();
            scene.awaitState(ConnectionState.REOPEN);
            long back = System.nanoTime() - begin;
            scene.awaitAcked();
            scene.assertWhole();
            registration.unregister();
            note("http 401", back, FaultScene.RETRY.plusSeconds(1));
        }
    }

    @Test
    void betterCredentialsOpenTheLineAgain() throws Exception {
        Source source = new Source();
        try (FaultScene scene = new FaultScene(directory)) {
            ServiceRegistration<?> registration = scene.house.context.registerService(CredentialSource.class, source,
                    null);
            scene.pushAndAwait(SOME);
            source.present = new Credentials("demo", "lin", "of-yesterday");
            long begin = System.nanoTime();
            int upgrades = scene.upgrades();
            scene.proxy.now(Fault.reset());
            scene.push(SOME);
            long back = scene.awaitUpgradeAfter(upgrades) - begin;
            scene.awaitAcked();
            scene.assertWhole();
            assertEquals(1, source.refreshes.get());
            assertFalse(scene.house.states.contains(ConnectionState.ERROR));
            registration.unregister();
            note("the gateway's own 401, with better credentials", back, FaultScene.RETRY);
        }
    }
}
