// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.Appended;

import com.sun.management.OperatingSystemMXBean;

/** Pushes messages into a store, and waits for it. One thread. */
final class Load {
    /** As the line: at so many the socket is not read. */
    private static final int IN_FLIGHT = 256;
    private static final int LOOK_MILLIS = 5;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Something that takes messages. */
    interface Sink {
        CompletionStage<Appended> append(Message message);
    }

    /** Microseconds a message. */
    record Cost(double acknowledged, double moved, double processor) {
    }

    private Load() {
    }

    /** Returns when all are acknowledged. */
    static void push(Sink sink, IntFunction<Message> source, int count) throws InterruptedException {
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

    /** Pushes messages, until all is moved as well; {@code directory}: null if the sink moves nothing. */
    static Cost cost(Sink sink, Path directory, Message[] all) throws InterruptedException, SQLException {
        long processor = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        push(sink, i -> all[i], all.length);
        long acknowledged = System.nanoTime() - start;
        if (directory != null) {
            awaitMoved(directory);
        }
        double each = 1e3 * all.length;
        return new Cost(acknowledged / each, (System.nanoTime() - start) / each,
                (SYSTEM.getProcessCpuTime() - processor) / each);
    }

    static void awaitMoved(Path directory) throws SQLException, InterruptedException {
        awaitNone(directory, "SELECT count(*) FROM inbox");
    }

    static void awaitIndexed(Path directory) throws SQLException, InterruptedException {
        awaitNone(directory, "SELECT max(0, (SELECT max(arrival) FROM search_place) - indexed) FROM search_progress");
    }

    private static void awaitNone(Path directory, String query) throws SQLException, InterruptedException {
        try (Connection connection = database(directory).openToRead();
                PreparedStatement left = connection.prepareStatement(query)) {
            while (true) {
                try (ResultSet row = left.executeQuery()) {
                    if (row.getLong(1) == 0) {
                        return;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }

    /** Takes the log into the file, so that the next one begins with an empty one. */
    static void emptyLog(Path directory) throws SQLException {
        try (Connection connection = database(directory).openToWrite();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private static Database database(Path directory) {
        return new Database(directory.resolve(Database.FILE_NAME), StoreOptions.DEFAULT);
    }

    static double median(List<Double> of) {
        double[] sorted = of.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    static void delete(Path directory) throws IOException {
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
}
