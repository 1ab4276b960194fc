// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.OutboxStore;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.CustomerCache;
import org.chatdock.api.store.DraftStore;
import org.chatdock.api.store.KeySource;
import org.chatdock.api.store.MessageSearch;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.NoteStore;
import org.chatdock.api.store.Revised;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.SearchHit;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoreListener;
import org.chatdock.api.store.StoreMaintenance;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.store.internal.export.StoreExport;
import org.chatdock.store.internal.search.SearchThread;
import org.osgi.service.log.Logger;

/** Messages in the file {@code messages.db} of a directory. Needs no framework. Any thread. */
public final class SqliteStore implements ConversationStore, MessageSearch, DraftStore, NoteStore, CustomerCache,
        StoreMaintenance, OutboxStore, OpenStore, AutoCloseable {
    private static final long SEARCH_CLOSE_MILLIS = 200;
    private static final long READERS_CLOSE_MILLIS = 300;
    private static final long WRITER_CLOSE_MILLIS = 2000;
    private static final long LISTENERS_CLOSE_MILLIS = 500;

    /** So many times the time after which the writer moves what is in the inbox: it shall come to that in between. */
    private static final int RENEWAL_PAUSES = 2;

    /** An entry as its table has it. {@code body}: in the clear; the writer seals it with the newest key. */
    private record EntryRow(Digest client, Digest conversation, byte[] body) {
    }

    private final FormatChoice choice;
    private final Formats formats;
    /** Safe on any thread. */
    private final List<StoreListener> listeners;
    private final ChangeTeller teller;
    private final Readers readers;
    private final SearchThread search;
    private final StoreWriter writer;
    private final Duration answerWithin;
    /** Null if the file is not encrypted. */
    private final KeyExchange keyExchange;
    private final Housekeeping housekeeping;
    private volatile List<String> notices;

    /**
     * Opens the store, and creates it if there is none; the directory too, but not its parent.
     *
     * @throws StoreException if it is in use, newer or cannot be written; its message says what to do
     */
    public SqliteStore(Path directory, StoreOptions options, Logger logger) {
        this(directory, options, Pace.DEFAULT, logger, new CopyOnWriteArrayList<>());
    }

    /** Without anything that keeps keys. */
    SqliteStore(Path directory, StoreOptions options, Pace pace, Logger logger, List<StoreListener> listeners) {
        this(directory, options, null, pace, logger, listeners);
    }

    /**
     * {@code keys}: null if nothing keeps keys. {@code listeners}: safe on any thread; may be changed by others at any
     * time.
     */
    SqliteStore(Path directory, StoreOptions options, KeySource keys, Pace pace, Logger logger,
            List<StoreListener> listeners) {
        this(directory, options, keys, pace, logger, listeners, StoreWatcher.NONE, Clock.systemDefaultZone(), false);
    }

    /**
     * {@code watcher}: is told how it fares. {@code clock}: for the names of files that are set aside. {@code damaged}:
     * the file is known to be.
     */
    SqliteStore(Path directory, StoreOptions options, KeySource keys, Pace pace, Logger logger,
            List<StoreListener> listeners, StoreWatcher watcher, Clock clock, boolean damaged) {
        this.listeners = listeners;
        answerWithin = options.answerWithin();
        Path absolute = directory.toAbsolutePath();
        ensure(absolute);
        StoreLock lock = StoreLock.take(absolute);
        try {
            Database database = new Database(absolute.resolve(Database.FILE_NAME), options);
            Backlog backlog = new Backlog();
            StoreFiles files = new StoreFiles(database, options, keys, clock, logger);
            files.prepare(damaged);
            Opening opening = new Opening(database, files, () -> new FormatChoice(options, keys, database.file()));
            WriteSession session = opening.open(backlog, damaged);
            choice = opening.choice();
            notices = opening.notices();
            formats = session.formats();
            teller = new ChangeTeller(listeners, logger);
            readers = new Readers(database, formats, backlog, watcher, logger);
            search = new SearchThread(new StoreSource(database, formats, backlog, watcher), formats.tokens(), logger,
                    SEARCH_CLOSE_MILLIS);
            writer = new StoreWriter(() -> WriteSession.open(database, choice, backlog), session, backlog, pace,
                    this::committed, watcher, database.file(), logger, () -> end(database, lock));
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
        keyExchange = choice.keys() == null ? null : new KeyExchange(choice.keys(), keys, this::submit,
                CompletableFuture.delayedExecutor(RENEWAL_PAUSES * pace.idleMillis(), TimeUnit.MILLISECONDS), logger);
        housekeeping = new Housekeeping(this::submit, options.retention(), logger);
        teller.start();
        search.start();
        writer.start();
        housekeeping.start();
        if (keyExchange != null) {
            keyExchange.goOn();
        }
    }

    /**
     * Makes a new key; what is written from then on is encrypted with it, and in the background what is there already.
     * Waits for the key source.
     *
     * @return completes when the new key is used; fails with {@link StoreException} if the last exchange is not
     *         complete, the key cannot be kept, or the file is not encrypted
     */
    @Override
    public CompletionStage<Void> exchangeKey() {
        return keyExchange == null ? CompletableFuture.failedStage(StoreFailure.notEncrypted()) : keyExchange.begin();
    }

    @Override
    public CompletionStage<Void> deleteCustomer(ConversationId conversation) {
        return housekeeping.delete(conversation, formats.ids().of(conversation));
    }

    /** Removes what is too old or too much, and overwrites what is not there any more. */
    CompletionStage<Void> keepHouse() {
        return housekeeping.trim().thenCompose(trimmed -> housekeeping.clean());
    }

    private void committed(StoreChanges changes) {
        teller.tell(changes);
        housekeeping.added(changes.size());
    }

    /** When the writer's connection is closed. */
    private static void end(Database database, StoreLock lock) {
        try {
            database.scrubber().close();
        } catch (@SuppressWarnings("unused") IOException nothingIsLost) {
            // What it wrote was flushed.
        }
        lock.close();
    }

    /** Whether something may still be encrypted with an older key. */
    public boolean isExchangingKey() {
        return keyExchange != null && keyExchange.isRunning();
    }

    @Override
    public boolean isEncrypted() {
        return keyExchange != null;
    }

    @Override
    public List<Object> services() {
        return List.of(this, StoreExport.of(this));
    }

    @Override
    public List<String> notices() {
        return notices;
    }

    @Override
    public void noticesSeen() {
        if (!notices.isEmpty()) {
            notices = List.of();
            submit(new Write<>(session -> {
                Notices.write(session.connection(), List.of());
                return null;
            }));
        }
    }

    private static void ensure(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectory(directory);
            }
        } catch (IOException e) {
            throw StoreFailure.directory(directory, e);
        }
    }

    @Override
    public CompletionStage<Appended> append(Message message) {
        return append(message, true);
    }

    @Override
    public CompletionStage<Appended> appendUnknown(Message message) {
        return append(message, false);
    }

    private CompletionStage<Appended> append(Message message, boolean understood) {
        try {
            Digest digest = formats.ids().of(message.id());
            byte[] body = formats.bodies().encode(message);
            return submit(new Write<>(session -> session.append(message, digest, body, understood)));
        } catch (StoreException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @Override
    public CompletionStage<Void> markRead(ConversationId conversation) {
        Objects.requireNonNull(conversation, "conversation");
        return submit(new Write<>(session -> {
            session.markRead(conversation);
            return null;
        }));
    }

    @Override
    public CompletionStage<Void> markRead(ConversationId conversation, MessageId upTo) {
        Objects.requireNonNull(conversation, "conversation");
        Digest digest = formats.ids().of(upTo);
        return submit(new Write<>(session -> {
            session.markRead(conversation, digest);
            return null;
        }));
    }

    @Override
    public CompletionStage<Void> markUnread(ConversationId conversation, MessageId from) {
        Objects.requireNonNull(conversation, "conversation");
        Digest digest = from == null ? null : formats.ids().of(from);
        return submit(new Write<>(session -> {
            session.markUnread(conversation, digest);
            return null;
        }));
    }

    @Override
    public CompletionStage<Void> setState(ConversationId conversation, ConversationState state) {
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(state, "state");
        return submit(new Write<>(session -> {
            session.setState(conversation, state);
            return null;
        }));
    }

    @Override
    public CompletionStage<Revised> revise(Revision revision) {
        Digest digest = formats.ids().of(revision.message());
        CompletionStage<Revised> stage = submit(new Write<>(session -> session.revise(revision, digest)));
        stage.thenAccept(revised -> {
            if (revised == Revised.CHANGED) {
                housekeeping.recalled();
            }
        });
        return stage;
    }

    <T> CompletionStage<T> submit(Write<T> write) {
        writer.submit(write);
        return write.stage();
    }

    @Override
    public Map<ConversationId, MessageId> lastReceived() {
        return readers.read(ReadSession::lastReceived);
    }

    @Override
    public List<ConversationSummary> conversations() {
        return readers.read(session -> session.conversations(answerWithin));
    }

    /** @throws IllegalArgumentException if the limit is negative */
    @Override
    public List<StoredMessage> page(ConversationId conversation, MessageId before, int limit) {
        Objects.requireNonNull(conversation, "conversation");
        checkLimit(limit);
        return readers.read(session -> session.page(conversation, before, limit));
    }

    /** @throws IllegalArgumentException if the limit is negative */
    @Override
    public List<StoredMessage> pageAfter(ConversationId conversation, MessageId after, int limit) {
        Objects.requireNonNull(conversation, "conversation");
        checkLimit(limit);
        return readers.read(session -> session.pageAfter(conversation, after, limit));
    }

    private static void checkLimit(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("A page of " + limit + " messages.");
        }
    }

    @Override
    public Optional<StoredMessage> find(MessageId id) {
        Objects.requireNonNull(id, "id");
        return readers.read(session -> session.find(id));
    }

    /** @throws IllegalArgumentException if the limit is negative */
    @Override
    public List<StoredMessage> unknown(long afterArrival, int limit) {
        checkLimit(limit);
        return readers.read(session -> session.unknown(afterArrival, limit));
    }

    @Override
    public long size() {
        return readers.read(ReadSession::size);
    }

    @Override
    public Map<ConversationId, StoredDraft> drafts() {
        return readers.read(session -> session.asides().drafts());
    }

    @Override
    public CompletionStage<Void> put(ConversationId conversation, StoredDraft draft) {
        byte[] body = draft.isEmpty() ? null : AsideFormat.draft(conversation, draft);
        return putDraft(conversation, body);
    }

    @Override
    public CompletionStage<Void> remove(ConversationId conversation) {
        return putDraft(conversation, null);
    }

    private CompletionStage<Void> putDraft(ConversationId conversation, byte[] body) {
        Digest digest = formats.ids().of(conversation);
        return submit(new Write<>(session -> {
            putDraft(session, digest, body);
            return null;
        }));
    }

    /** {@code body}: null if there is to be none. */
    private static void putDraft(WriteSession session, Digest conversation, byte[] body) throws SQLException {
        if (body == null) {
            session.asides().remove(Asides.Kind.DRAFT, conversation);
        } else {
            session.asides().put(Asides.Kind.DRAFT, conversation, body);
        }
    }

    @Override
    public List<OutboxEntry> entries() {
        return readers.read(session -> session.asides().outbox().all());
    }

    private List<EntryRow> rows(List<OutboxEntry> entries) {
        List<EntryRow> rows = new ArrayList<>();
        for (OutboxEntry entry : entries) {
            rows.add(new EntryRow(formats.ids().of(entry.id().value()), formats.ids().of(entry.message().to()),
                    OutboxFormat.write(entry)));
        }
        return rows;
    }

    @Override
    public CompletionStage<Void> put(List<OutboxEntry> entries, StoredDraft rest) {
        List<EntryRow> rows = rows(entries);
        if (rows.stream().map(EntryRow::conversation).distinct().count() != 1) {
            throw new IllegalArgumentException("Entries are put of one conversation, and one at least.");
        }
        ConversationId conversation = entries.get(0).message().to();
        byte[] draft = rest == null || rest.isEmpty() ? null : AsideFormat.draft(conversation, rest);
        return submit(new Write<>(session -> {
            for (EntryRow row : rows) {
                session.asides().outbox().put(row.client, row.conversation, row.body);
            }
            if (rest != null) {
                putDraft(session, rows.get(0).conversation, draft);
            }
            return null;
        }));
    }

    @Override
    public CompletionStage<Void> update(List<OutboxEntry> entries) {
        List<EntryRow> rows = rows(entries);
        return submit(new Write<>(session -> {
            for (EntryRow row : rows) {
                session.asides().outbox().update(row.client, row.conversation, row.body);
            }
            return null;
        }));
    }

    @Override
    public CompletionStage<Void> remove(ClientId id) {
        Digest client = formats.ids().of(id.value());
        return submit(new Write<>(session -> {
            session.asides().outbox().remove(client);
            return null;
        }));
    }

    @Override
    public CompletionStage<Appended> settle(ClientId id, Message message, OutboxEntry claim) {
        if (claim != null && !claim.id().equals(id)) {
            throw new IllegalArgumentException("A claim stands in place of its own entry.");
        }
        try {
            Digest client = formats.ids().of(id.value());
            Digest digest = formats.ids().of(message.id());
            byte[] body = formats.bodies().encode(message);
            return submit(new Write<>(session -> session.settle(client, claim, message, digest, body)));
        } catch (StoreException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @Override
    public CompletionStage<Void> removeAll(ConversationId conversation) {
        Digest digest = formats.ids().of(conversation);
        return submit(new Write<>(session -> {
            session.asides().outbox().removeAll(digest);
            return null;
        }));
    }

    @Override
    public List<Note> notes(ConversationId conversation) {
        Digest digest = formats.ids().of(conversation);
        return readers.read(session -> session.asides().notes(digest));
    }

    @Override
    public CompletionStage<Note> addNote(ConversationId conversation, MessageId message, String author, String text) {
        Instant now = Instant.now();
        byte[] body = AsideFormat.note(conversation, message, author, text, now);
        Digest digest = formats.ids().of(conversation);
        return submit(new Write<>(session -> {
            session.touched(conversation);
            return new Note(session.asides().addNote(digest, body), conversation, message, author, text, now);
        }));
    }

    @Override
    public CompletionStage<Void> removeNote(long id) {
        return submit(new Write<>(session -> {
            ConversationId conversation = session.asides().removeNote(id);
            if (conversation != null) {
                session.touched(conversation);
            }
            return null;
        }));
    }

    @Override
    public Set<String> tags(ConversationId conversation) {
        Digest digest = formats.ids().of(conversation);
        return readers.read(session -> session.asides().tags(digest));
    }

    @Override
    public CompletionStage<Void> setTags(ConversationId conversation, Set<String> tags) {
        byte[] body = AsideFormat.tags(conversation, Set.copyOf(tags));
        Digest digest = formats.ids().of(conversation);
        return submit(new Write<>(session -> {
            session.asides().put(Asides.Kind.TAGS, digest, body);
            session.touched(conversation);
            return null;
        }));
    }

    @Override
    public Map<ConversationId, Customer> customers() {
        return readers.read(session -> session.asides().customers());
    }

    @Override
    public CompletionStage<Void> putCustomers(Map<ConversationId, Customer> customers) {
        Map<Digest, byte[]> bodies = new HashMap<>();
        customers.forEach((id, customer) -> bodies.put(formats.ids().of(id), AsideFormat.customer(id, customer)));
        return submit(new Write<>(session -> {
            for (Map.Entry<Digest, byte[]> each : bodies.entrySet()) {
                session.asides().put(Asides.Kind.CUSTOMER, each.getKey(), each.getValue());
            }
            return null;
        }));
    }

    @Override
    public CompletableFuture<Boolean> search(SearchQuery query, Predicate<SearchHit> found) {
        return search.search(query, found);
    }

    /** Tells the listener what is committed from now on. */
    public void addListener(StoreListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    /** The listener may still be told what it is being told now. */
    public void removeListener(StoreListener listener) {
        listeners.remove(listener);
    }

    /**
     * Writes what is queued, tells the listeners, and ends, within 3 seconds; what is not written by then fails.
     * Without effect a second time. The writer's connection goes last: it then takes the log into the file.
     */
    @Override
    public void close() {
        housekeeping.close();
        search.close();
        readers.close(READERS_CLOSE_MILLIS);
        writer.close(WRITER_CLOSE_MILLIS);
        teller.close(LISTENERS_CLOSE_MILLIS);
        choice.closeKeys();
    }
}
