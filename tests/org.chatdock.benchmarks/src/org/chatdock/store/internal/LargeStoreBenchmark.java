// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.SearchQuery;

/**
 * A store with many messages: what one more costs beside one that has few in as many conversations, how long reading
 * takes, how much memory it keeps.
 */
final class LargeStoreBenchmark {
    private static final int CONVERSATIONS = 20_000;
    /** What the small store has; twice, so that every conversation is there before anything is measured. */
    private static final int SMALL = 10_000;
    private static final int PAGE = 50;
    private static final int PAGES = 300;
    private static final int LISTS = 20;
    private static final int HITS = 1_000;

    /** Times the small store, and milliseconds, all medians; {@code mebibytes}: on the heap. */
    record Result(double flat, double flatLate, double moved, double movedLate, double newestMillis, double pageMillis,
            double listMillis, double searchMillis, double mebibytes) {
    }

    /** How a store with many compares with one of few. */
    private static final class Flat {
        final List<Double> acknowledged = new ArrayList<>();
        final List<Double> moved = new ArrayList<>();

        void add(Load.Cost large, Load.Cost small) {
            acknowledged.add(large.acknowledged() / small.acknowledged());
            moved.add(large.moved() / small.moved());
        }
    }

    private final Path directory;
    private final StoreSide side;
    private final int window;
    private final int repeat;
    private final int fill;
    private final StoreMessages source;
    private final Flat inOrder = new Flat();
    private final Flat late = new Flat();

    LargeStoreBenchmark(Path directory, StoreSide side, int window, int repeat, int fill) {
        this.directory = directory;
        this.side = side;
        this.window = window;
        this.repeat = repeat;
        this.fill = fill;
        source = new StoreMessages(CONVERSATIONS, true, Math.max(1, fill / HITS));
    }

    Result run() throws IOException, InterruptedException, SQLException {
        long heap = usedHeap();
        Path large = directory.resolve("large");
        try (SqliteStore store = side.open(large)) {
            long started = System.nanoTime();
            Load.push(store::append, source::get, fill);
            settle(large);
            System.err.printf(Locale.ROOT, "%d messages stored in %.0f s%n", fill, seconds(started));
            for (int i = -1; i < repeat; i++) {
                compare(store, large, i);
            }
            double mebibytes = (usedHeap() - heap) / 1048576.0;
            Random random = new Random(1);
            double newest = millis("newest page of 50", PAGES, i -> store.page(StoreMessages.BIG, null, PAGE));
            double any = millis("a page by id", PAGES,
                    i -> page(store, source.idInBig(1 + random.nextInt(fill * 9 / 10))));
            double list = millis("list of conversations", LISTS, i -> store.conversations());
            double search = millis("first 50 of about " + HITS + " hits of two characters", LISTS, i -> search(store));
            long opening = System.nanoTime();
            store.close();
            side.open(large).close();
            System.out.printf(Locale.ROOT, "heap: %.1f MiB; closed and opened again in %.2f s%n", mebibytes,
                    seconds(opening));
            System.out.printf(Locale.ROOT, "cost of a message, against %d stored: %.2f in order, %.2f late; until all "
                    + "is moved: %.2f, %.2f%n", SMALL, Load.median(inOrder.acknowledged),
                    Load.median(late.acknowledged), Load.median(inOrder.moved), Load.median(late.moved));
            return new Result(Load.median(inOrder.acknowledged), Load.median(late.acknowledged),
                    Load.median(inOrder.moved), Load.median(late.moved), newest, any, list, search, mebibytes);
        }
    }

    private static void settle(Path where) throws SQLException, InterruptedException {
        Load.awaitMoved(where);
        Load.awaitIndexed(where);
        Load.emptyLog(where);
    }

    /** {@code round}: the first, -1, does not count. */
    private void compare(SqliteStore store, Path large, int round)
            throws IOException, InterruptedException, SQLException {
        Path where = directory.resolve("small");
        long first = fill + 2L * (round + 1) * window;
        Message[] smallInOrder = inOrder(2L * SMALL);
        Message[] smallLate = late(2L * SMALL + window, 2L * SMALL);
        Message[] largeInOrder = inOrder(first);
        Message[] largeLate = late(first + window, first);
        try (SqliteStore small = side.open(where)) {
            Load.push(small::append, this::everyConversation, CONVERSATIONS);
            settle(where);
            // In turns, so that what else the machine does meets both.
            Load.Cost smallCost = cost(small, where, smallInOrder);
            Load.Cost largeCost = cost(store, large, largeInOrder);
            Load.Cost largeLateCost = cost(store, large, largeLate);
            Load.Cost smallLateCost = cost(small, where, smallLate);
            print("in order", smallCost, largeCost);
            print("late", smallLateCost, largeLateCost);
            if (round >= 0) {
                inOrder.add(largeCost, smallCost);
                late.add(largeLateCost, smallLateCost);
            }
        }
        Load.delete(where);
    }

    private Load.Cost cost(SqliteStore store, Path where, Message[] messages)
            throws InterruptedException, SQLException {
        Load.Cost cost = Load.cost(store::append, where, messages);
        settle(where);
        return cost;
    }

    private void print(String what, Load.Cost small, Load.Cost large) {
        System.err.printf(Locale.ROOT, "%s: %.2f us, moved %.2f us (processor %.1f) at %d; %.2f us, moved %.2f us "
                + "(processor %.1f) at %d%n", what, small.acknowledged(), small.moved(), small.processor(), SMALL,
                large.acknowledged(), large.moved(), large.processor(), fill);
    }

    private Message everyConversation(int number) {
        return source.inConversation(number, number);
    }

    private Message[] inOrder(long first) {
        Message[] messages = new Message[window];
        Arrays.setAll(messages, i -> source.get(first + i));
        return messages;
    }

    private Message[] late(long first, long before) {
        Random random = new Random(first);
        Message[] messages = new Message[window];
        Arrays.setAll(messages, i -> source.late(first + i, (long) (random.nextDouble() * before)));
        return messages;
    }

    private static Object page(SqliteStore store, MessageId before) {
        if (store.page(StoreMessages.BIG, before, PAGE).isEmpty()) {
            throw new IllegalStateException("There is no page before " + before);
        }
        return before;
    }

    private static Object search(SqliteStore store) {
        int[] found = { 0 };
        store.search(SearchQuery.words(StoreMessages.NEEDLE), hit -> ++found[0] < PAGE).join();
        if (found[0] < PAGE) {
            throw new IllegalStateException("Only " + found[0] + " were found.");
        }
        return found;
    }

    /** Prints how long that takes. @return the median */
    private static double millis(String name, int count, IntFunction<Object> what) {
        double[] times = new double[count];
        for (int i = -count / 2; i < count; i++) {
            long start = System.nanoTime();
            what.apply(i);
            if (i >= 0) {
                times[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(times);
        System.out.printf(Locale.ROOT, "%s: %.2f ms (p99 %.2f)%n", name, times[count / 2], times[count * 99 / 100]);
        return times[count / 2];
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
}
