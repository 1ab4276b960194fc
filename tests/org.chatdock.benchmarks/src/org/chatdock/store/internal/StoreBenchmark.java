// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Appended;
import org.osgi.service.log.Logger;

/**
 * What the store costs: durable messages a second beside the obvious store, in turns; whether one more message costs
 * the same however many there are; how long reading takes; how much memory it keeps. It stands in the package of the
 * room, which exports nothing.
 */
public final class StoreBenchmark {
    /** As the line: at so many the socket is not read. */
    private static final int IN_FLIGHT = 256;
    private static final int FEW_USERS = 100;
    private static final int MANY_USERS = 10_000;
    private static final int CONVERSATIONS = 20_000;
    private static final int SMALL = 10_000;
    private static final int PAGE = 50;
    private static final int PAGES = 300;
    private static final int LISTS = 20;
    private static final double AIM_FEW = 1.2;
    private static final double AIM_MANY = 2.5;
    private static final double AIM_FLAT = 1.5;
    private static final double AIM_PAGE_MILLIS = 10;
    private static final double AIM_LIST_MILLIS = 150;
    private static final double AIM_HEAP_MEBIBYTES = 64;

    private final int messages;
    private final int repeat;
    private final int fill;

    /** Messages a second: acknowledged, and moved out of the inbox as well. */
    private record Rate(double acknowledged, double moved) {
    }

    /** Microseconds a message. */
    private record Cost(double inOrder, double late) {
    }

    private record Ingest(double ratio, double movedRatio, double ours, double bare) {
    }

    /** Something that takes messages. */
    private interface Sink {
        CompletionStage<Appended> append(Message message);
    }

    /**
     * @param messages of a run that measures speed
     * @param repeat how many such runs each side has
     * @param fill how many are in the large store
     */
    public StoreBenchmark(int messages, int repeat, int fill) {
        this.messages = messages;
        this.repeat = repeat;
        this.fill = fill;
    }

    /** Prints tables and a line of JSON; returns whether the aims are reached. */
    public boolean run() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("chatdock-store-bench");
        try {
            Ingest few = ingest(directory, FEW_USERS);
            Ingest many = ingest(directory, MANY_USERS);
            return large(directory, few, many);
        } catch (SQLException e) {
            throw new IOException("The database says: " + e.getMessage(), e);
        } finally {
            delete(directory);
        }
    }

    private Ingest ingest(Path directory, int users) throws IOException, InterruptedException, SQLException {
        StoreMessages source = new StoreMessages(users, false);
        Message[] all = new Message[messages];
        Arrays.setAll(all, source::get);
        List<Double> ratios = new ArrayList<>();
        List<Double> movedRatios = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> bares = new ArrayList<>();
        // The first of each is for the compiler.
        for (int i = -1; i < repeat; i++) {
            boolean oursFirst = i % 2 == 0;
            Rate store = oursFirst ? store(directory.resolve("s" + i), all) : null;
            double bare = bare(directory.resolve("b" + i), all);
            store = oursFirst ? store : store(directory.resolve("s" + i), all);
            System.err.printf(Locale.ROOT, "%d users, %d of %d: bare %.0f/s, store %.0f/s (moved, too: %.0f/s)%n",
                    users, i + 1, repeat, bare, store.acknowledged, store.moved);
            if (i >= 0) {
                ratios.add(store.acknowledged / bare);
                movedRatios.add(store.moved / bare);
                ours.add(store.acknowledged);
                bares.add(bare);
            }
        }
        System.out.printf(Locale.ROOT, "%6d users: store / bare %.2f (%.2f to %.2f); with everything moved %.2f; "
                + "%.0f/s and %.0f/s%n", users, median(ratios), min(ratios), max(ratios), median(movedRatios),
                median(ours), median(bares));
        return new Ingest(median(ratios), median(movedRatios), median(ours), median(bares));
    }

    private static Rate store(Path directory, Message[] all) throws InterruptedException, IOException, SQLException {
        long start = System.nanoTime();
        double acknowledged;
        double moved;
        try (SqliteStore store = open(directory)) {
            push(store::append, i -> all[i], all.length);
            acknowledged = all.length * 1e9 / (System.nanoTime() - start);
            awaitMoved(directory);
            moved = all.length * 1e9 / (System.nanoTime() - start);
        }
        delete(directory);
        return new Rate(acknowledged, moved);
    }

    private static double bare(Path directory, Message[] all) throws InterruptedException, IOException, SQLException {
        Files.createDirectory(directory);
        long start = System.nanoTime();
        double rate;
        try (BareLoop loop = new BareLoop(directory.resolve(Database.FILE_NAME))) {
            push(loop::append, i -> all[i], all.length);
            rate = all.length * 1e9 / (System.nanoTime() - start);
        }
        delete(directory);
        return rate;
    }

    private static SqliteStore open(Path directory) {
        return new SqliteStore(directory, StoreOptions.DEFAULT, logToErr());
    }

    /** Returns when all are acknowledged. */
    private static void push(Sink sink, IntFunction<Message> source, int count) throws InterruptedException {
        Semaphore free = new Semaphore(IN_FLIGHT);
        AtomicReference<Throwable> failed = new AtomicReference<>();
        for (int i = 0; i < count; i++) {
            free.acquire();
            sink.append(source.apply(i)).whenComplete((what, failure) -> {
                failed.compareAndSet(null, failure);
                free.release();
            });
        }
        free.acquire(IN_FLIGHT);
        if (failed.get() != null) {
            throw new IllegalStateException("A message was not stored", failed.get());
        }
    }

    private static void awaitMoved(Path directory) throws SQLException, InterruptedException {
        Path file = directory.resolve(Database.FILE_NAME);
        try (Connection connection = new Database(file, StoreOptions.DEFAULT).openToRead();
                PreparedStatement left = connection.prepareStatement("SELECT count(*) FROM inbox")) {
            while (true) {
                try (ResultSet row = left.executeQuery()) {
                    if (row.getLong(1) == 0) {
                        return;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
    }

    private boolean large(Path directory, Ingest few, Ingest many)
            throws IOException, InterruptedException, SQLException {
        StoreMessages source = new StoreMessages(CONVERSATIONS, true);
        int window = Math.max(1, messages / 2);
        long heap = usedHeap();
        Path large = directory.resolve("large");
        List<Double> flat = new ArrayList<>();
        List<Double> flatLate = new ArrayList<>();
        try (SqliteStore store = open(large)) {
            long started = System.nanoTime();
            push(store::append, source::get, fill);
            awaitMoved(large);
            System.err.printf(Locale.ROOT, "%d messages stored in %.0f s%n", fill, seconds(started));
            for (int i = -1; i < repeat; i++) {
                Cost small = small(directory.resolve("small" + i), source, window);
                Cost big = cost(store, large, source, fill + 2L * (i + 1) * window, window);
                System.err.printf(Locale.ROOT, "us a message, in order / late: %.2f / %.2f at %d, %.2f / %.2f at %d%n",
                        small.inOrder, small.late, SMALL, big.inOrder, big.late, fill);
                if (i >= 0) {
                    flat.add(big.inOrder / small.inOrder);
                    flatLate.add(big.late / small.late);
                }
            }
            double mebibytes = (usedHeap() - heap) / 1048576.0;
            Random random = new Random(1);
            double[] newest = times(PAGES, i -> store.page(StoreMessages.BIG, null, PAGE));
            double[] any = times(PAGES, i -> page(store, source.idInBig(1 + random.nextInt(fill * 9 / 10))));
            double[] list = times(LISTS, i -> store.conversations());
            long opening = System.nanoTime();
            store.close();
            open(large).close();
            System.out.printf(Locale.ROOT, "%d messages in %d conversations, one in five in the big one:%n", fill,
                    CONVERSATIONS);
            System.out.printf(Locale.ROOT, "cost of a message, against %d stored: %.2f in order, %.2f late; the aim is "
                    + "%.1f%n", SMALL, median(flat), median(flatLate), AIM_FLAT);
            print("newest page of 50", newest, AIM_PAGE_MILLIS);
            print("a page by id", any, AIM_PAGE_MILLIS);
            print("list of conversations", list, AIM_LIST_MILLIS);
            System.out.printf(Locale.ROOT, "heap: %.1f MiB; the aim is %.0f; closed and opened again in %.2f s%n",
                    mebibytes, AIM_HEAP_MEBIBYTES, seconds(opening));
            System.out.printf(Locale.ROOT, "{\"bench\":\"store\",\"ratio100\":%.3f,\"ratio10000\":%.3f,"
                    + "\"moved100\":%.3f,\"moved10000\":%.3f,\"flat\":%.3f,\"flatLate\":%.3f,\"newestMillis\":%.2f,"
                    + "\"pageMillis\":%.2f,\"listMillis\":%.1f,\"heapMebibytes\":%.1f,\"messages\":%d,\"fill\":%d}%n",
                    few.ratio, many.ratio, few.movedRatio, many.movedRatio, median(flat), median(flatLate),
                    middle(newest), middle(any), middle(list), mebibytes, messages, fill);
            return few.ratio >= AIM_FEW && many.ratio >= AIM_MANY && median(flat) <= AIM_FLAT
                    && median(flatLate) <= AIM_FLAT && middle(newest) < AIM_PAGE_MILLIS
                    && middle(any) < AIM_PAGE_MILLIS && middle(list) < AIM_LIST_MILLIS
                    && mebibytes < AIM_HEAP_MEBIBYTES;
        }
    }

    private static Object page(SqliteStore store, MessageId before) {
        if (store.page(StoreMessages.BIG, before, PAGE).isEmpty()) {
            throw new IllegalStateException("There is no page before " + before);
        }
        return before;
    }

    private static Cost small(Path directory, StoreMessages source, int window)
            throws InterruptedException, IOException, SQLException {
        Cost cost;
        try (SqliteStore store = open(directory)) {
            push(store::append, source::get, SMALL);
            awaitMoved(directory);
            cost = cost(store, directory, source, SMALL, window);
        }
        delete(directory);
        return cost;
    }

    /** {@code first}: how many there are. */
    private static Cost cost(SqliteStore store, Path directory, StoreMessages source, long first, int window)
            throws InterruptedException, SQLException {
        Message[] inOrder = new Message[window];
        Arrays.setAll(inOrder, i -> source.get(first + i));
        Random random = new Random(first);
        Message[] late = new Message[window];
        Arrays.setAll(late, i -> source.late(first + window + i, (long) (random.nextDouble() * first)));
        return new Cost(cost(store, directory, inOrder), cost(store, directory, late));
    }

    private static double cost(SqliteStore store, Path directory, Message[] all)
            throws InterruptedException, SQLException {
        long start = System.nanoTime();
        push(store::append, i -> all[i], all.length);
        awaitMoved(directory);
        return (System.nanoTime() - start) / 1e3 / all.length;
    }

    /** In milliseconds, sorted. */
    private static double[] times(int count, Function<Integer, Object> what) {
        double[] times = new double[count];
        for (int i = -count / 2; i < count; i++) {
            long start = System.nanoTime();
            what.apply(i);
            if (i >= 0) {
                times[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(times);
        return times;
    }

    private static void print(String what, double[] sorted, double aim) {
        System.out.printf(Locale.ROOT, "%s: %.2f ms (p99 %.2f); the aim is %.0f%n", what, middle(sorted),
                sorted[sorted.length * 99 / 100], aim);
    }

    private static long usedHeap() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }

    private static double middle(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static double median(List<Double> of) {
        return middle(of.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    private static double min(List<Double> of) {
        return of.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    }

    private static double max(List<Double> of) {
        return of.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static Logger logToErr() {
        return (Logger) Proxy.newProxyInstance(StoreBenchmark.class.getClassLoader(),
                new Class<?>[] { Logger.class }, (self, method, arguments) -> {
                    System.err.println(method.getName() + " " + Arrays.deepToString(arguments));
                    return null;
                });
    }
}
