// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.chatdock.api.message.Message;

/** Durable messages a second, each store and the bare loop in turns, each with a new file. */
final class IngestBenchmark {
    /**
     * A store against the loop, medians.
     *
     * @param ratio acknowledged messages a second
     * @param movedRatio the same until all is moved as well
     */
    record Result(double ratio, double movedRatio) {
    }

    private static final class Ratios {
        final List<Double> acknowledged = new ArrayList<>();
        final List<Double> moved = new ArrayList<>();
        final List<Double> processor = new ArrayList<>();
    }

    private final Path directory;
    private final Message[] messages;
    private final int users;
    private final int repeat;

    IngestBenchmark(Path directory, int users, int messages, int repeat) {
        this.directory = directory;
        this.users = users;
        this.repeat = repeat;
        StoreMessages source = new StoreMessages(users, false);
        this.messages = new Message[messages];
        Arrays.setAll(this.messages, source::get);
    }

    /** Prints a line for each. */
    List<Result> run(List<StoreSide> sides) throws IOException, InterruptedException, SQLException {
        List<Ratios> ratios = new ArrayList<>();
        sides.forEach(side -> ratios.add(new Ratios()));
        List<Double> bares = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        // The first of each is for the compiler.
        for (int i = -1; i < repeat; i++) {
            Load.Cost before = bare();
            for (int k = 0; k < sides.size(); k++) {
                Load.Cost store = store(sides.get(k));
                Load.Cost after = bare();
                // The loop has been run on both sides of it: a machine that slows down slows both.
                double bare = (before.acknowledged() + after.acknowledged()) / 2;
                before = after;
                System.err.printf(Locale.ROOT, "%d users, %d of %d: bare %.1f us (processor %.1f), %s %.1f us, moved "
                        + "%.1f us (processor %.1f)%n", users, i + 1, repeat, bare, after.processor(),
                        sides.get(k).name(), store.acknowledged(), store.moved(), store.processor());
                if (i >= 0) {
                    ratios.get(k).acknowledged.add(bare / store.acknowledged());
                    ratios.get(k).moved.add(bare / store.moved());
                    ratios.get(k).processor.add(store.processor());
                    bares.add(bare);
                    processor.add(after.processor());
                }
            }
        }
        List<Result> results = new ArrayList<>();
        for (int k = 0; k < sides.size(); k++) {
            Ratios of = ratios.get(k);
            results.add(new Result(Load.median(of.acknowledged), Load.median(of.moved)));
            System.out.printf(Locale.ROOT, "%6d users, %s: %.2f x the loop (%.2f to %.2f); until all is moved %.2f; "
                    + "processor %.1f us a message, the loop %.1f us (and %.1f us in all)%n", users,
                    sides.get(k).name(), Load.median(of.acknowledged),
                    of.acknowledged.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                    of.acknowledged.stream().mapToDouble(Double::doubleValue).max().orElse(0), Load.median(of.moved),
                    Load.median(of.processor), Load.median(processor), Load.median(bares));
        }
        return results;
    }

    private Load.Cost store(StoreSide side) throws InterruptedException, IOException, SQLException {
        Path where = directory.resolve("ingest");
        Load.Cost cost;
        try (SqliteStore store = side.open(where)) {
            cost = Load.cost(store::append, where, messages);
        }
        Load.delete(where);
        return cost;
    }

    private Load.Cost bare() throws InterruptedException, IOException, SQLException {
        Path where = Files.createDirectory(directory.resolve("bare"));
        Load.Cost cost;
        try (BareLoop loop = new BareLoop(where.resolve(Database.FILE_NAME))) {
            cost = Load.cost(loop::append, null, messages);
        }
        Load.delete(where);
        return cost;
    }
}
