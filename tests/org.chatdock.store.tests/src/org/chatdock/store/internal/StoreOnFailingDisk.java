// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.store.internal.StoreCheck.that;
import static org.chatdock.testkit.store.StoreMessages.fromUser;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.KeySource;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoreException;
import org.osgi.service.log.Logger;

/**
 * A process with one store that is used while its disk fails and gets well, again and again. Says first {@code ready},
 * or why there is no disk that could fail; at the end a line that {@code kept its promises} begins, if the store did so
 * each time. In half of the processes the store is encrypted.
 */
final class StoreOnFailingDisk {
    private static final int DISK_MEBIBYTES = 12;
    private static final int CONVERSATIONS = 7;
    private static final int IN_FLIGHT = 50;
    /** More messages than fit into what is left of a full disk. */
    private static final int ENOUGH = 20_000;
    /** So many are appended for each time that another thread reads. */
    private static final int APPENDS_PER_READ = 10;
    /** The log is taken into the file often enough to be met by faults. */
    private static final Pace PACE = new Pace(1, 4000, 20, 50, 200, 256 << 10);

    private static final String STORING = "A message cannot be stored: {}";
    private static final Set<String> TROUBLES = Set.of("error " + STORING,
            "error What is stored cannot be sorted into its conversations, which is tried again: {}",
            "error Messages cannot be indexed for the search, which is tried again: {}");

    /** Of an opening that fails. */
    private static final Map<Disk.Fault, String> SENTENCES = Map.of(Disk.Fault.FULL, "The disk is full",
            Disk.Fault.REFUSING, "does not take what is written", Disk.Fault.READ_ONLY, "must be a writable directory");

    private final Path directory;
    private final Random random;
    private final Disk disk;
    private final KeySource keys;
    private final SqliteStore store;
    private final Set<String> acknowledged = new HashSet<>();
    private final Deque<String> failed = new ArrayDeque<>();
    private final Map<String, Integer> sentences = new TreeMap<>();
    private final Map<Disk.Fault, String> opened = new EnumMap<>(Disk.Fault.class);
    private int nextId;
    private Throwable lastFailure;

    // Of the writer's thread as well:
    private record Answer(String id, Throwable failure) {
    }

    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Semaphore free = new Semaphore(IN_FLIGHT);
    private final Semaphore reads = new Semaphore(0);
    private final Set<String> logged = new HashSet<>();
    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();

    private StoreOnFailingDisk(Path directory, Disk disk, Random random) throws IOException {
        this.directory = directory;
        this.random = random;
        this.disk = disk;
        keys = random.nextBoolean() ? new FileKeys(Files.createDirectory(directory.resolve("keys"))) : null;
        store = open(PACE);
    }

    private SqliteStore open(Pace pace) {
        return new SqliteStore(directory, keys == null ? StoreOptions.DEFAULT : Sealed.OPTIONS, keys, pace, logger(),
                List.of());
    }

    /** @param arguments an empty directory, how often the disk fails, the seed, whether it may be mounted */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        Disk disk;
        try {
            disk = Boolean.parseBoolean(arguments[3]) ? Disk.mount(directory, DISK_MEBIBYTES) : Disk.limited(directory);
        } catch (IOException e) {
            System.out.println("no disk: " + e.getMessage().strip());
            return;
        }
        System.out.println("ready");
        new StoreOnFailingDisk(directory, disk, new Random(Long.parseLong(arguments[2])))
                .run(Integer.parseInt(arguments[1]));
    }

    private void run(int points) throws Exception {
        AtomicReference<Throwable> readersFailure = new AtomicReference<>();
        Thread reader = new Thread(() -> read(readersFailure));
        reader.setDaemon(true);
        reader.start();
        Map<Disk.Fault, Integer> met = new EnumMap<>(Disk.Fault.class);
        for (int point = 0; point < points; point++) {
            Disk.Fault fault = disk.faults().get(point % disk.faults().size());
            try {
                fail(fault);
            } catch (AssertionError e) {
                throw new AssertionError("point " + point + ", " + fault + ": " + log, e);
            }
            that(readersFailure.get() == null, point + " " + fault + ": a reader failed: " + readersFailure.get());
            met.merge(fault, 1, Integer::sum);
        }
        reader.interrupt();
        reader.join();
        that(acknowledged.size() > points, "hardly anything was stored");
        store.close();
        System.out.println(met + ", " + acknowledged.size() + " messages" + (keys == null ? "" : ", encrypted") + "; "
                + sentences);
        that(logged.contains("error " + STORING), "no failure was logged");
        for (Disk.Fault fault : disk.faults()) {
            openOn(fault);
            checkAll();
        }
        System.out.println("kept its promises; opened: " + opened);
    }

    /** What is closed is refused with a sentence for as long as it cannot be opened. */
    private void openOn(Disk.Fault fault) throws Exception {
        disk.begin(fault, 0);
        try (SqliteStore store = open(Paces.NEVER)) {
            new StoreCheck(store).has(acknowledged);
            opened.put(fault, "to be read");
        } catch (StoreException e) {
            that(e.getMessage().contains(SENTENCES.get(fault)), fault + ", but another sentence: " + e.getMessage());
            opened.put(fault, e.getMessage());
        } finally {
            disk.end(fault);
        }
    }

    private void checkAll() throws Exception {
        try (SqliteStore store = open(Paces.NEVER)) {
            StoreCheck check = new StoreCheck(store).agreesWithList(store).has(acknowledged);
            List<String> hits = new ArrayList<>();
            store.search(SearchQuery.words("text"), hit -> hits.add(hit.message().message().id().value())).join();
            that(hits.size() == check.ids().size() && check.ids().containsAll(hits), "the search finds others");
        }
        StoreCheck.integrity(directory);
    }

    /** The disk fails while messages come, is used as it is, and gets well. */
    private void fail(Disk.Fault fault) throws Exception {
        int nanos = random.nextInt(20_000_000);
        int room = random.nextInt(64 << 10);
        Thread faults = new Thread(() -> begin(fault, nanos, room));
        for (int i = random.nextInt(100); i >= 0; i--) {
            append(newId());
        }
        faults.start();
        for (int i = 0; i < ENOUGH && failed.isEmpty(); i++) {
            append(newId());
        }
        faults.join();
        that(!failed.isEmpty(), "the disk did not fail");
        for (int i = random.nextInt(100); i >= 0; i--) {
            append(random.nextBoolean() ? failed.remove() : newId());
            that(failed.size() < ENOUGH, "too many fail");
            if (failed.isEmpty()) {
                break;
            }
        }
        settle();
        new StoreCheck(store).has(acknowledged);
        checkLog();

        disk.end(fault);

        retry();
        awaitMoved();
        for (int i = 0; i < 20; i++) {
            append(newId());
        }
        settle();
        if (!failed.isEmpty()) {
            throw new AssertionError("the disk is well, but " + failed.size() + " failed", lastFailure);
        }
        awaitMoved();
        new StoreCheck(store).agreesWithList(store).has(acknowledged);
        StoreCheck.integrity(directory);
        checkLog();
        logged.addAll(log);
        log.clear();
    }

    private void begin(Disk.Fault fault, long nanos, int room) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
        try {
            disk.begin(fault, room);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String newId() {
        return "m" + nextId++;
    }

    private void append(String id) throws Exception {
        free.acquire();
        takeAnswers();
        int number = Integer.parseInt(id.substring(1));
        if (number % APPENDS_PER_READ == 0) {
            reads.release();
        }
        if (number % 10 == 0) {
            store.appendUnknown(fromUser("c" + number % CONVERSATIONS, id, number % 1000));
        }
        store.append(fromUser("c" + number % CONVERSATIONS, id, number % 1000))
                .whenComplete((appended, failure) -> {
                    // Wrapped, as stages do.
                    answers.add(new Answer(id, failure == null ? null : failure.getCause()));
                    free.release();
                });
        if (number % 31 == 0) {
            store.markRead(new ConversationId("c" + number / 31 % CONVERSATIONS));
        }
    }

    /** All that was appended has been answered. */
    private void settle() throws Exception {
        that(free.tryAcquire(IN_FLIGHT, 60, TimeUnit.SECONDS), "the store does not answer");
        free.release(IN_FLIGHT);
        takeAnswers();
    }

    private void takeAnswers() {
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            if (answer.failure == null) {
                acknowledged.add(answer.id);
            } else {
                failed.add(answer.id);
                that(answer.failure instanceof StoreException, "failed with " + answer.failure);
                lastFailure = answer.failure;
                sentences.merge(answer.failure.getMessage(), 1, Integer::sum);
            }
        }
    }

    /** What failed succeeds, at once: nothing but the disk was in the way. */
    private void retry() throws Exception {
        Deque<String> again = new ArrayDeque<>(failed);
        failed.clear();
        for (String id : again) {
            append(id);
        }
        settle();
        if (!failed.isEmpty()) {
            throw new AssertionError("the disk is well, but " + failed.size() + " failed", lastFailure);
        }
        that(acknowledged.containsAll(again), "not all was acknowledged");
    }

    private void awaitMoved() throws Exception {
        long start = System.nanoTime();
        while (number("SELECT count(*) FROM inbox") > 0) {
            that(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(60), "nothing is moved");
            Thread.yield();
        }
    }

    private long number(String query) throws Exception {
        Database database = new Database(directory.resolve(Database.FILE_NAME), StoreOptions.DEFAULT);
        try (Connection connection = database.openToRead();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.getLong(1);
        }
    }

    private void read(AtomicReference<Throwable> failure) {
        while (failure.get() == null) {
            try {
                reads.acquire();
                reads.drainPermits();
                for (ConversationSummary conversation : store.conversations()) {
                    that(store.page(conversation.id(), null, 50).size() > 0, "nothing to be read");
                    that(store.find(conversation.last().message().id()).isPresent(), "not found");
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | AssertionError e) {
                failure.set(e);
            }
        }
    }

    /** What cannot be done is logged as an error, once; whether it is stored, moved or indexed. */
    private void checkLog() {
        List<String> loud = log.stream().filter(entry -> !entry.startsWith("debug") && !entry.startsWith("info"))
                .toList();
        that(loud.size() == Set.copyOf(loud).size(), "a failure that lasts is logged more than once");
        that(TROUBLES.containsAll(loud), "logged beside that");
    }

    private Logger logger() {
        return (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] { Logger.class },
                (proxy, method, arguments) -> {
                    log.add(method.getName() + " " + arguments[0]);
                    return null;
                });
    }
}
