// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.chatdock.api.connection.ConnectionListener;
import org.chatdock.api.connection.ConnectionState;
import org.chatdock.simulator.Gateway;
import org.chatdock.testkit.fault.Fault;
import org.chatdock.testkit.fault.FaultProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWiring;

/** A host may start and stop the connection room as it likes. */
class CyclesTest {
    private static final String CONNECTION = "org.chatdock.connection";
    private static final int CYCLES = 50;
    /** Threads that have nothing to do wait 10 s for something. */
    private static final Duration IDLE = Duration.ofSeconds(15);
    /** The lane, a timer, a pool of four, three helpers. */
    private static final int MOST_IDLE = 9;
    private static final Duration GARBAGE = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(3);

    @TempDir
    Path directory;

    private interface Stop {
        void run() throws Exception;
    }

    /** All but those of the simulator and of the room that hands messages to handlers, which have their own life. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive)
                .filter(thread -> !thread.getName().startsWith("chatdock-simulator")
                        && !thread.getName().startsWith("chatdock-dispatch"))
                .collect(Collectors.toSet());
    }

    /** Not the threads themselves: one that has ended still keeps its class loader. */
    private static Set<Long> ids() {
        return threads().stream().map(Thread::getId).collect(Collectors.toSet());
    }

    private static boolean isOfTheLine(Thread thread) {
        return thread.getName().startsWith("chatdock-connection") || thread.getName().startsWith("chatdock-jetty");
    }

    /** Ours by their name, or Jetty's own names. */
    private static TreeSet<String> more(Set<Long> before) {
        return threads().stream().filter(thread -> !before.contains(thread.getId())).map(Thread::getName)
                .filter(name -> name.startsWith("chatdock-") || name.startsWith("WebSocket") || name.startsWith("Http")
                        || name.startsWith("qtp") || name.startsWith("Scheduler"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Looks again and again; nobody tells of threads or of garbage. */
    private static long await(Duration deadline, BooleanSupplier condition, Supplier<String> what) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - begin < deadline.toNanos(), () -> what.get() + " after " + deadline);
            System.gc();
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }

    @Test
    void afterFiftyCyclesNoThreadIsLeftAndNoClassLoader() throws Exception {
        Set<Long> before = ids();
        long begin = System.nanoTime();
        WeakReference<ClassLoader> connectionLoader;
        long idleMillis;
        long garbageMillis;
        try (Gateway gateway = Gateway.builder().token(House.TOKEN).start();
                House house = new House(directory, gateway)) {
            house.stop(CONNECTION);
            await(IDLE, () -> threads().stream().noneMatch(CyclesTest::isOfTheLine), () -> "threads " + threads());
            Set<Long> others = ids();
            restart(house);
            for (int cycle = 1; cycle <= CYCLES; cycle++) {
                gateway.push(Frames.text("m" + cycle, "wm1"));
                assertTrue(gateway.awaitAcks(cycle, House.PATIENCE));
                house.stop(CONNECTION);
                house.start(CONNECTION);
                house.await(house::isUp, "a line in cycle " + cycle);
            }
            assertEquals(CYCLES, house.store().size());
            connectionLoader = loader(house, CONNECTION);
            house.stop(CONNECTION);
            long cycled = System.nanoTime();
            System.out.printf("cycles: %d in %.1f s%n", CYCLES, (cycled - begin) / 1e9);
            assertTrue(gateway.awaitSocketsOpen(0, House.PATIENCE));

            idleMillis = await(IDLE, () -> more(others).isEmpty(), () -> "threads of the line are left: "
                    + more(others));
            replace(house, CONNECTION);
            garbageMillis = await(GARBAGE, () -> connectionLoader.get() == null,
                    () -> "the connection's class loader lives" + keepers(connectionLoader));

            house.start(CONNECTION);
            house.await(house::isUp, "a line of the new bundle");
            gateway.push(Frames.text("last", "wm1"));
            assertTrue(gateway.awaitAcks(CYCLES + 1, House.PATIENCE));
        }
        await(IDLE, () -> more(before).isEmpty(), () -> "threads are left: " + more(before));
        System.out.printf("cycles: threads gone after %d ms, class loader after %d ms%n", idleMillis, garbageMillis);
    }

    private static WeakReference<ClassLoader> loader(House house, String bundle) {
        return new WeakReference<>(house.bundle(bundle).adapt(BundleWiring.class).getClassLoader());
    }

    private static String keepers(WeakReference<ClassLoader> loader) {
        return ", kept among others by the threads " + Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() == loader.get()).map(Thread::getName).toList();
    }

    /** As an update of the product does. */
    private static void replace(House house, String name) throws Exception {
        Bundle bundle = house.bundle(name);
        bundle.update();
        Bundles.refresh(house.context, bundle);
    }

    @Test
    void anIdleLineHasFewThreads() throws Exception {
        try (Gateway gateway = Gateway.builder().token(House.TOKEN).start();
                House house = new House(directory, gateway)) {
            house.stop(CONNECTION);
            await(IDLE, () -> threads().stream().noneMatch(CyclesTest::isOfTheLine), () -> "threads " + threads());
            Set<Long> others = ids();
            restart(house);
            await(IDLE, () -> more(others).size() <= MOST_IDLE, () -> "idle threads: " + more(others));
            System.out.println("cycles: idle threads " + more(others));
        }
    }

    @Test
    void aStopWithABlackHoledPeerIsQuickOnAnyThread() throws Exception {
        try (Gateway gateway = Gateway.builder().token(House.TOKEN).start();
                FaultProxy proxy = FaultProxy.to(gateway.webSocketUri());
                House house = new House(directory, gateway, proxy.uri(), Map.of("retryCapMillis", 1,
                        "probeAfterSeconds", 1, "deadAfterSeconds", 2))) {
            proxy.now(Fault.blackHole());
            long own = millis(() -> house.stop(CONNECTION));
            proxy.heal();
            restart(house);

            proxy.now(Fault.blackHole());
            CompletableFuture<Long> foreign = new CompletableFuture<>();
            new Thread(() -> measure(foreign, () -> house.stop(CONNECTION)), "qtp1234-17").start();
            long foreignMillis = foreign.get(House.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            proxy.heal();
            restart(house);

            CompletableFuture<Long> callback = new CompletableFuture<>();
            ServiceRegistration<?> listener = house.context.registerService(ConnectionListener.class, status -> {
                if (status.state() == ConnectionState.CONNECTING && !callback.isDone()) {
                    measure(callback, () -> house.stop(CONNECTION));
                }
            }, null);
            proxy.always(Fault.silentUpgrade());
            proxy.now(Fault.blackHole());
            long callbackMillis = callback.get(House.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            listener.unregister();
            proxy.heal();
            restart(house);

            System.out.printf("cycles: a stop took %d ms on the host's thread, %d ms on a foreign one, "
                    + "%d ms in a callback%n", own, foreignMillis, callbackMillis);
            assertTrue(own <= STOP.toMillis(), () -> own + " ms");
            assertTrue(foreignMillis <= STOP.toMillis(), () -> foreignMillis + " ms");
            assertTrue(callbackMillis <= STOP.toMillis(), () -> callbackMillis + " ms");
        }
    }

    private static void restart(House house) throws Exception {
        house.start(CONNECTION);
        house.await(house::isUp, "a line");
    }

    private static void measure(CompletableFuture<Long> into, Stop stop) {
        try {
            into.complete(millis(stop));
        } catch (Exception e) {
            into.completeExceptionally(e);
        }
    }

    private static long millis(Stop stop) throws Exception {
        long begin = System.nanoTime();
        stop.run();
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
