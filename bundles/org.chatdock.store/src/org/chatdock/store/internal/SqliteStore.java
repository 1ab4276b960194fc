// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.DraftStore;
import org.chatdock.api.store.MessageSearch;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.NoteStore;
import org.chatdock.api.store.SearchHit;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoreListener;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.store.internal.search.SearchThread;
import org.osgi.service.log.Logger;

/** Messages in the file {@code messages.db} of a directory. Needs no framework. Any thread. */
public final class SqliteStore implements ConversationStore, MessageSearch, DraftStore, NoteStore, AutoCloseable {
    private static final long SEARCH_CLOSE_MILLIS = 200;
    private static final long READERS_CLOSE_MILLIS = 300;
    private static final long WRITER_CLOSE_MILLIS = 2000;
    private static final long LISTENERS_CLOSE_MILLIS = 500;

    private final Formats formats = Formats.plain();
    /** Safe on any thread. */
    private final List<StoreListener> listeners;
    private final ChangeTeller teller;
    private final Readers readers;
    private final SearchThread search;
    private final StoreWriter writer;

    /**
     * Opens the store, and creates it if there is none; the directory too, but not its parent.
     *
     * @throws StoreException if it is in use, newer, damaged or cannot be written; its message says what to do
     */
    public SqliteStore(Path directory, StoreOptions options, Logger logger) {
        this(directory, options, Pace.DEFAULT, logger, new CopyOnWriteArrayList<>());
    }

    /** {@code listeners}: safe on any thread; may be changed by others at any time. */
    SqliteStore(Path directory, StoreOptions options, Pace pace, Logger logger, List<StoreListener> listeners) {
        this.listeners = listeners;
        Path absolute = directory.toAbsolutePath();
        ensure(absolute);
        StoreLock lock = StoreLock.take(absolute);
        try {
            Database database = new Database(absolute.resolve(Database.FILE_NAME), options);
            Backlog backlog = new Backlog();
            WriteSession session = open(database, backlog);
            teller = new ChangeTeller(listeners, logger);
            readers = new Readers(database, formats, backlog, logger);
            search = new SearchThread(new StoreSource(database, formats, backlog), formats.tokens(), logger,
                    SEARCH_CLOSE_MILLIS);
            writer = new StoreWriter(() -> WriteSession.open(database, formats, backlog), session, backlog, pace,
                    teller::tell, database.file(), logger, lock::close);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
        teller.start();
        search.start();
        writer.start();
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

    private WriteSession open(Database database, Backlog backlog) {
        Schema.check(database);
        try {
            return WriteSession.open(database, formats, backlog);
        } catch (SQLException e) {
            throw StoreFailure.of(database.file(), e);
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
        return readers.read(ReadSession::conversations);
    }

    /** @throws IllegalArgumentException if the limit is negative */
    @Override
    public List<StoredMessage> page(ConversationId conversation, MessageId before, int limit) {
        Objects.requireNonNull(conversation, "conversation");
        if (limit < 0) {
            throw new IllegalArgumentException("A page of " + limit + " messages.");
        }
        return readers.read(session -> session.page(conversation, before, limit));
    }

    @Override
    public Optional<StoredMessage> find(MessageId id) {
        Objects.requireNonNull(id, "id");
        return readers.read(session -> session.find(id));
    }

    /** @throws IllegalArgumentException if the limit is negative */
    @Override
    public List<StoredMessage> unknown(long afterArrival, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("A page of " + limit + " messages.");
        }
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
        if (draft.isEmpty()) {
            return remove(conversation);
        }
        byte[] body = AsideFormat.draft(conversation, draft);
        Digest digest = formats.ids().of(conversation);
        return submit(new Write<>(session -> {
            session.asides().put(Asides.Kind.DRAFT, digest, body);
            return null;
        }));
    }

    @Override
    public CompletionStage<Void> remove(ConversationId conversation) {
        Digest digest = formats.ids().of(conversation);
        return submit(new Write<>(session -> {
            session.asides().remove(Asides.Kind.DRAFT, digest);
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
        search.close();
        readers.close(READERS_CLOSE_MILLIS);
        writer.close(WRITER_CLOSE_MILLIS);
        teller.close(LISTENERS_CLOSE_MILLIS);
    }
}
