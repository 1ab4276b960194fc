// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * What the store costs: durable messages a second beside the obvious store, in turns; whether one more message costs
 * the same however many there are; how long reading takes; how much memory it keeps. It stands in the package of the
 * room, which exports nothing.
 */
public final class StoreBenchmark {
    /** The last one is the one that becomes large. */
    private static final List<StoreSide> SIDES = List.of(StoreSide.PLAIN, StoreSide.SEALED);
    private static final int FEW_USERS = 100;
    private static final int MANY_USERS = 10_000;
    private static final double AIM_FLAT = 1.5;
    private static final double AIM_PAGE_MILLIS = 10;
    private static final double AIM_LIST_MILLIS = 150;
    private static final double AIM_SEARCH_MILLIS = 50;
    private static final double AIM_HEAP_MEBIBYTES = 64;

    private final int messages;
    private final int repeat;
    private final int fill;
    private final StringBuilder json = new StringBuilder("{\"bench\":\"store\"");
    private boolean reached = true;

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
            ingest(directory, FEW_USERS, "100");
            ingest(directory, MANY_USERS, "10000");
            large(directory);
            System.out.printf(Locale.ROOT, "%s,\"messages\":%d,\"fill\":%d}%n", json, messages, fill);
            return reached;
        } catch (SQLException e) {
            throw new IOException("The database says: " + e.getMessage(), e);
        } finally {
            Load.delete(directory);
        }
    }

    private void ingest(Path directory, int users, String key) throws IOException, InterruptedException, SQLException {
        List<IngestBenchmark.Result> results = new IngestBenchmark(directory, users, messages, repeat).run(SIDES);
        for (int i = 0; i < SIDES.size(); i++) {
            StoreSide side = SIDES.get(i);
            atLeast("ratio" + key + side.key(), results.get(i).ratio(),
                    users == FEW_USERS ? side.aimFew() : side.aimMany());
            tell("moved" + key + side.key(), results.get(i).movedRatio());
        }
    }

    private void large(Path directory) throws IOException, InterruptedException, SQLException {
        StoreSide side = SIDES.get(SIDES.size() - 1);
        LargeStoreBenchmark.Result result = new LargeStoreBenchmark(directory, side, Math.max(1, messages / 2), repeat,
                fill).run();
        atMost("flat", result.flat(), AIM_FLAT);
        atMost("flatLate", result.flatLate(), AIM_FLAT);
        atMost("flatMoved", result.moved(), AIM_FLAT);
        atMost("flatLateMoved", result.movedLate(), AIM_FLAT);
        atMost("newestMillis", result.newestMillis(), AIM_PAGE_MILLIS);
        atMost("pageMillis", result.pageMillis(), AIM_PAGE_MILLIS);
        atMost("listMillis", result.listMillis(), AIM_LIST_MILLIS);
        atMost("searchMillis", result.searchMillis(), AIM_SEARCH_MILLIS);
        atMost("heapMebibytes", result.mebibytes(), AIM_HEAP_MEBIBYTES);
    }

    private void atLeast(String key, double value, double aim) {
        tell(key, value);
        judge(key, value, value >= aim, aim);
    }

    private void atMost(String key, double value, double aim) {
        tell(key, value);
        judge(key, value, value <= aim, aim);
    }

    private void judge(String key, double value, boolean well, double aim) {
        System.out.printf(Locale.ROOT, "  %-22s %8.2f, the aim is %.1f%s%n", key, value, aim, well ? "" : ": missed");
        reached &= well;
    }

    private void tell(String key, double value) {
        json.append(String.format(Locale.ROOT, ",\"%s\":%.3f", key, value));
    }
}
