// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.tests;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.chatdock.testkit.fault.Fault;
import org.chatdock.testkit.fault.FaultProxy;
import org.chatdock.testkit.fault.ProxiedConnection;
import org.chatdock.testkit.fault.Way;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Silence and sleep with the settings that everybody has, in real time and therefore all at once. */
class RealTimeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration DEAD_AFTER = Duration.ofSeconds(25);
    private static final Duration NEXT_TRY = Duration.ofMillis(3_500);
    private static final int SLEEP_SECONDS = 60;
    private static final Duration AFTER_WAKE = Duration.ofSeconds(5);
    private static final String SETTINGS = "org.chatdock.connection.";

    @TempDir
    Path directory;

    private final List<String> figures = new ArrayList<>();

    /** A process, its gateway, and what stands between. */
    private final class Scene implements AutoCloseable {
        private final String name;
        private final BareGateway gateway = new BareGateway();
        private final FaultProxy proxy = FaultProxy.to(URI.create(gateway.url()));
        private Headless run;
        private long lastFrameMillis;
        private long wokenNanos;

        Scene(String name) throws Exception {
            this.name = name;
        }

        void start(String... settings) throws Exception {
            List<String> arguments = new ArrayList<>(List.of("--gateway", proxy.uri().toString(), "--store",
                    directory.resolve(name).toString()));
            for (String setting : settings) {
                arguments.addAll(List.of("--set", SETTINGS + setting));
            }
            run = Headless.start(arguments.toArray(String[]::new));
        }

        void awaitState(String state) throws Exception {
            run.awaitOut(lines -> Headless.values(lines, "state").contains(state));
        }

        /** The last frame that comes to the process, and then nothing any more. */
        void fallSilent(Fault fault) throws Exception {
            awaitState("OPEN");
            lastFrameMillis = System.currentTimeMillis();
            gateway.push(Sample.of("text", name).frame());
            gateway.awaitAcks(1);
            proxy.now(fault);
        }

        void assertNoticed() throws Exception {
            ProxiedConnection next = proxy.awaitConnections(2, PATIENCE).get(1);
            long tried = System.currentTimeMillis() - (System.nanoTime() - next.acceptedNanos()) / 1_000_000;
            awaitState("CLOSE");
            String line = run.out().stream().filter(each -> each.contains("\"CLOSE\"")).findFirst().orElseThrow();
            long left = Long.parseLong(Headless.values(List.of(line), "t").get(0));
            figures.add(String.format("%s: given up after %.1f s, tried again %.1f s later", name,
                    (left - lastFrameMillis) / 1e3, (tried - left) / 1e3));
            assertTrue(left - lastFrameMillis <= DEAD_AFTER.toMillis(), () -> name + " left the state after "
                    + (left - lastFrameMillis) + " ms");
            assertTrue(tried - left <= NEXT_TRY.toMillis(), () -> name + " tried after " + (tried - left) + " ms");
            proxy.awaitUpgrades(2, PATIENCE);
        }

        void sleep() throws Exception {
            run.stop();
            proxy.now(Fault.blackHole());
        }

        void wake() throws Exception {
            wokenNanos = System.nanoTime();
            run.wake();
        }

        /** @param state the one that is shown when it is up */
        void assertBack(String state) throws Exception {
            proxy.await(all -> all.stream().anyMatch(this::isBack), PATIENCE);
            long took = proxy.connections().stream().filter(this::isBack).findFirst().orElseThrow().upgradedNanos()
                    .getAsLong() - wokenNanos;
            awaitState(state);
            figures.add(String.format("%s: up %.1f s after its sleep", name, took / 1e9));
            assertTrue(took <= AFTER_WAKE.toNanos(), () -> name + " came back after " + took / 1_000_000 + " ms");
        }

        private boolean isBack(ProxiedConnection each) {
            return each.acceptedNanos() > wokenNanos && each.upgradedNanos().isPresent();
        }

        @Override
        public void close() throws Exception {
            try (gateway; proxy) {
                if (run != null) {
                    // One that sleeps is killed like any other.
                    run.close();
                }
            }
        }
    }

    @Test
    void silenceIsNoticedAndSleepIsNoReasonToWait() throws Exception {
        long begin = System.nanoTime();
        try (Scene one = new Scene("both-ways-1"); Scene two = new Scene("both-ways-2");
                Scene three = new Scene("both-ways-3"); Scene four = new Scene("to-client");
                Scene five = new Scene("to-gateway"); Scene open = new Scene("slept-open-1");
                Scene open2 = new Scene("slept-open-2"); Scene open3 = new Scene("slept-open-3");
                Scene waiting = new Scene("slept-waiting"); Scene trying = new Scene("slept-trying")) {
            // Without its sleep neither of these two would do anything for an hour.
            waiting.proxy.refuseConnections();
            waiting.start("retryFloorMillis=3600000", "networkCheckSeconds=0");
            trying.proxy.always(Fault.silentUpgrade());
            trying.start("upgradeTimeoutMillis=3600000", "watchdogMillis=3600000", "networkCheckSeconds=0");
            List<Scene> opened = List.of(open, open2, open3);
            for (Scene each : opened) {
                each.start();
            }
            waiting.run.awaitOut(lines -> lines.stream().anyMatch(line -> line.contains("nextTry")
                    || Headless.values(lines, "state").size() >= 2));
            trying.proxy.awaitConnections(1, PATIENCE);
            List<Scene> sleeping = List.of(open, open2, open3, waiting, trying);
            for (Scene each : opened) {
                each.awaitState("OPEN");
            }
            for (Scene each : sleeping) {
                each.sleep();
            }
            waiting.proxy.heal();
            trying.proxy.always();
            long asleep = System.nanoTime();

            List<Scene> silent = List.of(one, two, three, four, five);
            for (Scene each : silent) {
                each.start();
            }
            for (Scene each : silent) {
                each.fallSilent(each == four ? Fault.blackHole(Way.TO_CLIENT)
                        : each == five ? Fault.blackHole(Way.TO_SERVER) : Fault.blackHole());
            }
            List<Executable> checks = new ArrayList<>();
            silent.forEach(each -> checks.add(each::assertNoticed));
            checks.add(() -> {
                // The subject is real time.
                TimeUnit.NANOSECONDS.sleep(asleep + TimeUnit.SECONDS.toNanos(SLEEP_SECONDS) - System.nanoTime());
                for (Scene each : sleeping) {
                    each.wake();
                }
            });
            opened.forEach(each -> checks.add(() -> each.assertBack("REOPEN")));
            checks.add(() -> waiting.assertBack("OPEN"));
            checks.add(() -> trying.assertBack("OPEN"));
            try {
                assertAll(checks);
            } finally {
                System.out.printf("realtime: %s; %.0f s%n", String.join("; ", figures),
                        (System.nanoTime() - begin) / 1e9);
            }
        }
    }
}
