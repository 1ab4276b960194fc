// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.store.internal.search.IndexWriter;
import org.chatdock.store.internal.search.SearchTables;
import org.chatdock.store.internal.search.TokenCode;
import org.osgi.service.log.Logger;

/**
 * What the search index costs, and how soon a search in a big store has its first hits. It stands in the package of the
 * room, which exports nothing.
 */
public final class SearchBenchmark {
    private static final int AIM_MILLIS = 50;
    private static final int HITS = 50;
    private static final int NEEDLES = 1_000;
    private static final int CONVERSATIONS = 20_000;
    private static final int IN_FLIGHT = 4_096;
    private static final int[] BATCHES = { 2_048, 20_000 };
    /** The index alone is measured with a part of the messages. */
    private static final int FEWER = 4;
    private static final long FIRST_SECOND = 1_700_000_000L;
    private static final String ROW = "%-48s %5d hits in %8.1f ms%n";
    private static final int MIB = 1 << 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int messages;
    private final int repeat;

    /** {@code millis}: until the last hit that was wanted, or the end. */
    private record Took(double millis, int hits) {
    }

    public SearchBenchmark(int messages, int repeat) {
        this.messages = messages;
        this.repeat = repeat;
    }

    /** Prints a table and a line of JSON; returns whether the aim is reached. */
    public boolean run() throws InterruptedException, IOException {
        Path directory = Files.createTempDirectory("chatdock-search");
        try {
            return run(directory);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private boolean run(Path directory) throws InterruptedException, SQLException {
        double micros = 0;
        for (int batch : BATCHES) {
            micros = indexAlone(directory.resolve("alone" + batch), batch);
        }
        Path store = directory.resolve("store");
        fill(store);
        double bytes = size(store);
        Took cold = cold(store);
        double warm = queries(store);
        System.out.printf(Locale.ROOT, "the first %d of %d hits for a word of two characters, among %d messages: "
                + "%.1f ms in a store just opened, %.1f ms then; the aim is %d ms%n", HITS,
                Math.min(NEEDLES, messages), messages, cold.millis, warm, AIM_MILLIS);
        System.out.printf(Locale.ROOT, "{\"bench\":\"search\",\"messages\":%d,\"coldMillis\":%.1f,"
                + "\"warmMillis\":%.1f,\"aimMillis\":%d,\"indexMicrosPerMessage\":%.1f,"
                + "\"indexBytesPerMessage\":%.1f}%n", messages, cold.millis, warm, AIM_MILLIS, micros, bytes);
        return cold.hits == HITS && cold.millis < AIM_MILLIS && warm < AIM_MILLIS;
    }

    private static Message message(SearchTexts texts, int number, int all) {
        boolean needle = number % Math.max(1, all / NEEDLES) == 0;
        // Ten in a second; one in a hundred came late.
        long seconds = FIRST_SECOND + (number % 100 == 7 ? number / 20 : number / 10);
        return new Message(new MessageId("m" + number), new ConversationId("c" + number * 7919L % CONVERSATIONS),
                "from", "to", number % 2 == 0 ? SenderType.USER : SenderType.AGENT, MessageType.TEXT,
                texts.next(needle), Attachment.NONE, Instant.ofEpochSecond(seconds), Map.of());
    }

    /** Microseconds for a message, commits included. */
    private double indexAlone(Path file, int batch) throws SQLException {
        int count = messages / FEWER;
        SearchTexts texts = new SearchTexts(1);
        Database database = new Database(file, StoreOptions.DEFAULT);
        List<String> fifths = new ArrayList<>();
        long sum = 0;
        long cpu = 0;
        try (Connection connection = database.openToWrite()) {
            try (Statement statement = connection.createStatement()) {
                SearchTables.create(statement);
            }
            try (IndexWriter index = new IndexWriter(connection, TokenCode.PLAIN)) {
                for (int fifth = 0; fifth < 5; fifth++) {
                    long nanos = 0;
                    for (int i = fifth * (count / 5); i < (fifth + 1) * (count / 5); i += batch) {
                        List<Message> some = new ArrayList<>();
                        for (int k = i; k < Math.min(i + batch, (fifth + 1) * (count / 5)); k++) {
                            some.add(message(texts, k, messages));
                        }
                        long start = System.nanoTime();
                        long cpuStart = THREADS.getCurrentThreadCpuTime();
                        for (int k = 0; k < some.size(); k++) {
                            index.addPlace((i + k) % CONVERSATIONS, i + k + 1, some.get(k).time());
                            index.addTerms((i + k) % CONVERSATIONS, i + k + 1, some.get(k));
                        }
                        index.setIndexed(i + some.size());
                        index.flush();
                        connection.commit();
                        nanos += System.nanoTime() - start;
                        cpu += THREADS.getCurrentThreadCpuTime() - cpuStart;
                    }
                    sum += nanos;
                    fifths.add(String.format(Locale.ROOT, "%.0f", nanos / 1e3 / (count / 5)));
                }
            }
        }
        double micros = sum / 1e3 / (count / 5 * 5);
        System.out.printf(Locale.ROOT, "index alone, %d messages in batches of %d: %.1f us for a message, "
                + "%.1f of them the processor's; by fifths: %s%n", count, batch, micros, cpu / 1e3 / (count / 5 * 5),
                String.join(" ", fifths));
        return micros;
    }

    private void fill(Path directory) throws InterruptedException, SQLException {
        SearchTexts texts = new SearchTexts(1);
        long start = System.nanoTime();
        try (SqliteStore store = open(directory)) {
            Semaphore free = new Semaphore(IN_FLIGHT);
            for (int i = 0; i < messages; i++) {
                free.acquire();
                store.append(message(texts, i, messages)).whenComplete((appended, failure) -> free.release());
            }
            free.acquire(IN_FLIGHT);
            System.out.printf(Locale.ROOT, "stored, all rooms of the store together: %.1f us for a message%n",
                    (System.nanoTime() - start) / 1e3 / messages);
            while (number(directory, "SELECT count(*) FROM inbox") > 0
                    || number(directory, "SELECT count(*) FROM search_place, search_progress "
                            + "WHERE arrival > indexed") > 0) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            System.out.printf(Locale.ROOT, "and until all was moved and indexed: %.1f us for a message%n",
                    (System.nanoTime() - start) / 1e3 / messages);
        }
    }

    private static SqliteStore open(Path directory) {
        return new SqliteStore(directory, StoreOptions.DEFAULT, (Logger) Proxy.newProxyInstance(
                SearchBenchmark.class.getClassLoader(), new Class<?>[] { Logger.class }, (self, method, arguments) -> {
                    if (method.getName().equals("error")) {
                        System.err.println(Arrays.deepToString(arguments));
                    }
                    return method.getReturnType() == boolean.class ? Boolean.TRUE : null;
                }));
    }

    private static long number(Path directory, String query) throws SQLException {
        Database database = new Database(directory.resolve(Database.FILE_NAME), StoreOptions.DEFAULT);
        try (Connection connection = database.openToRead(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** Prints the sizes. @return the index's bytes for a message */
    private double size(Path directory) throws SQLException {
        long terms = number(directory, "SELECT sum(pgsize) FROM dbstat WHERE name IN ('search_term_data', "
                + "'search_term_idx')");
        long rest = number(directory, "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search_%'") - terms;
        long all = number(directory, "SELECT sum(pgsize) FROM dbstat");
        System.out.printf(Locale.ROOT, "file: %.0f bytes for a message, of which the index: %.0f (terms %.0f, places "
                + "%.0f); %d MiB of %d MiB%n", (double) all / messages, (double) (terms + rest) / messages,
                (double) terms / messages, (double) rest / messages, (terms + rest) / MIB, all / MIB);
        return (double) (terms + rest) / messages;
    }

    private Took cold(Path directory) {
        try (SqliteStore store = open(directory)) {
            return search(store, SearchQuery.words(SearchTexts.NEEDLE), HITS);
        }
    }

    /** Prints the others. @return of the two-character word */
    private double queries(Path directory) {
        try (SqliteStore store = open(directory)) {
            double needle = print(store, "a word of two characters", SearchQuery.words(SearchTexts.NEEDLE), HITS);
            print(store, "the same, all hits", SearchQuery.words(SearchTexts.NEEDLE), Integer.MAX_VALUE);
            print(store, "a common word", SearchQuery.words(SearchTexts.COMMON), HITS);
            print(store, "a piece of an English word", SearchQuery.words(SearchTexts.SUBSTRING), HITS);
            print(store, "one character", SearchQuery.words(SearchTexts.NEEDLE.substring(0, 1)), HITS);
            print(store, "a number", SearchQuery.words("12345"), HITS);
            print(store, "two words", SearchQuery.words(SearchTexts.NEEDLE + " del"), HITS);
            print(store, "a common word of one customer", new SearchQuery(SearchTexts.COMMON, new ConversationId("c7"),
                    null, null, Set.of(), Set.of()), HITS);
            print(store, "a common word, the oldest tenth", new SearchQuery(SearchTexts.COMMON, null, null,
                    Instant.ofEpochSecond(FIRST_SECOND + messages / 100), Set.of(), Set.of()), HITS);
            print(store, "what does not occur", SearchQuery.words("\u9F98\u9F98"), HITS);
            Took all = search(store, SearchQuery.words("=!="), HITS);
            System.out.printf(Locale.ROOT, ROW, "a sign that is not indexed, and does not occur", all.hits, all.millis);
            return needle;
        }
    }

    private double print(SqliteStore store, String what, SearchQuery query, int hits) {
        double[] millis = new double[repeat];
        int found = 0;
        for (int i = -1; i < repeat; i++) {
            Took took = search(store, query, hits);
            found = took.hits;
            if (i >= 0) {
                millis[i] = took.millis;
            }
        }
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, ROW, what, found, millis[repeat / 2]);
        return millis[repeat / 2];
    }

    private static Took search(SqliteStore store, SearchQuery query, int hits) {
        int[] found = { 0 };
        long start = System.nanoTime();
        store.search(query, hit -> ++found[0] < hits).join();
        return new Took((System.nanoTime() - start) / 1e6, found[0]);
    }
}
