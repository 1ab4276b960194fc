// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoredMessage;

/**
 * A connection that reads, and its queries. One thread at a time. Every answer is of one moment: a transaction shows
 * the tables as they were, and the backlog as of then is what they lack.
 */
final class ReadSession implements AutoCloseable {
    /** The writer is between its commit and the backlog for microseconds; longer only if it is broken. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final String MESSAGE = "m.seconds, m.nanos, m.arrival, m.understood, m.body";
    private static final Comparator<Raw> FORWARD = Comparator.comparing(Raw::position);
    private static final Comparator<Raw> BACKWARD = FORWARD.reversed();

    /** A message as it is stored. */
    private record Raw(Position position, boolean understood, byte[] body) {
        static Raw of(Pending pending) {
            Event event = pending.event;
            return new Raw(event.position(), event.understood(), event.body());
        }

        static Raw read(ResultSet row, int first) throws SQLException {
            return new Raw(Position.read(row, first), row.getInt(first + 3) != 0, row.getBytes(first + 4));
        }
    }

    /** A conversation as the backlog knows it. A body that is null is to be read from the messages. */
    private record Overlay(ConversationId id, long key, Raw last, int unread, long readTo, ConversationState state,
            Position waiting, Position received) {
        static Overlay of(ConversationRow row) {
            return new Overlay(row.id, row.key, new Raw(row.last, row.lastUnderstood, row.lastBody), row.unread,
                    row.readTo, row.state, row.waiting, row.received);
        }
    }

    /** What the backlog knows of an id: the message if it is pending, the place if it has one, or where to look. */
    private record IdView(ConversationId conversation, Raw pending, Place place, int[] epochs) {
        static IdView of(Backlog seen, Digest id) {
            Pending pending = seen.pending(id);
            return pending != null ? new IdView(pending.row.id, Raw.of(pending), pending.place(), null)
                    : new IdView(null, null, seen.ids().recent(id), seen.ids().candidates(id));
        }
    }

    /** What the backlog knows of a page. {@code key}: 0 if nothing of the conversation is pending. */
    private record PageView(long key, List<Raw> pending, IdView end) {
        static PageView of(Backlog seen, ConversationId conversation, Digest end) {
            List<Raw> raws = new ArrayList<>();
            ConversationRow row = seen.row(conversation);
            if (row != null) {
                row.pending.stream().filter(pending -> pending.event.isMessage())
                        .forEach(pending -> raws.add(Raw.of(pending)));
            }
            return new PageView(row == null ? 0 : row.key, raws, end == null ? null : IdView.of(seen, end));
        }
    }

    private final Formats formats;
    private final Backlog backlog;
    private final Connection connection;
    private final Statements statements;
    private final IdBlocks idBlocks;
    private final Epochs epochs;
    private final Asides asides;
    private final PreparedStatement generation;
    private final PreparedStatement conversations;
    private final PreparedStatement lastReceived;
    private final PreparedStatement conversationKey;
    private final PreparedStatement conversationId;
    private final PreparedStatement lastBetween;
    private final PreparedStatement firstBetween;
    private final PreparedStatement find;
    private final PreparedStatement unknown;

    ReadSession(Database database, Formats formats, Backlog backlog) throws SQLException {
        this.formats = formats;
        this.backlog = backlog;
        connection = database.openToRead();
        statements = new Statements(connection);
        try {
            connection.setAutoCommit(false);
            idBlocks = new IdBlocks(statements);
            epochs = new Epochs(statements);
            asides = new Asides(statements, formats.rows(), bytes -> {
                // A reader writes nothing.
            });
            generation = statements.prepare("SELECT generation FROM progress");
            String at = "(SELECT body FROM message m WHERE m.epoch = " + epochs.of("s.%1$s_arrival")
                    + " AND m.conversation = s.conversation AND m.seconds = s.%1$s_seconds "
                    + "AND m.nanos = s.%1$s_nanos AND m.arrival = s.%1$s_arrival)";
            String last = "coalesce(s.last_body, " + at.formatted("last") + ")";
            conversations = statements.prepare("SELECT c.id, s.unread, s.read_to, s.state, s.waiting_seconds, "
                    + "s.waiting_nanos, s.last_seconds, s.last_nanos, s.last_arrival, s.last_understood, " + last
                    + " FROM standing s JOIN conversation c ON c.key = s.conversation WHERE s.size > 0");
            lastReceived = statements.prepare("SELECT c.id, s.received_seconds, s.received_nanos, "
                    + "CASE WHEN s.received_arrival = s.last_arrival THEN " + last
                    + " ELSE " + at.formatted("received")
                    + " END FROM standing s JOIN conversation c ON c.key = s.conversation "
                    + "WHERE s.received_arrival IS NOT NULL");
            conversationKey = statements.prepare("SELECT key FROM conversation WHERE id = ?");
            conversationId = statements.prepare("SELECT id FROM conversation WHERE key = ?");
            String message = "SELECT " + MESSAGE + " FROM message m WHERE m.epoch = ?1 AND m.conversation = ?2";
            String between = message + " AND (m.seconds, m.nanos, m.arrival) > (?3, ?4, ?5) "
                    + "AND (m.seconds, m.nanos, m.arrival) < (?6, ?7, ?8) ";
            lastBetween = statements
                    .prepare(between + "ORDER BY m.seconds DESC, m.nanos DESC, m.arrival DESC LIMIT ?9");
            firstBetween = statements.prepare(between + "ORDER BY m.seconds, m.nanos, m.arrival LIMIT ?9");
            find = statements.prepare(message + " AND m.seconds = ?3 AND m.nanos = ?4 AND m.arrival = ?5");
            unknown = statements.prepare("SELECT " + MESSAGE
                    + ", c.id FROM message m JOIN conversation c ON c.key = m.conversation "
                    + "WHERE m.understood = 0 AND m.arrival > ?1 ORDER BY m.arrival LIMIT ?2");
        } catch (SQLException e) {
            statements.close();
            throw e;
        }
    }

    /** Begins a transaction at a moment of which the backlog knows what the tables lack. */
    private <T> T begin(Function<Backlog, T> view) throws SQLException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE_NANOS) {
            T seen = backlog.at(generation(), view);
            if (seen != null) {
                return seen;
            }
            end();
            Thread.yield();
        }
        throw StoreFailure.unreadable();
    }

    private long generation() throws SQLException {
        try (ResultSet row = generation.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** After every query. */
    void end() throws SQLException {
        connection.rollback();
    }

    private StoredMessage message(ConversationId conversation, Raw raw) {
        return formats.bodies().decode(raw.body, conversation, raw.position.time()).stored(raw.position.arrival(),
                raw.understood);
    }

    /**
     * Sorted here: SQLite would drag the texts through its sorter.
     *
     * @param answerWithin how long a customer may wait; null: nothing is promised
     */
    List<ConversationSummary> conversations(Duration answerWithin) throws SQLException {
        Map<ConversationId, Overlay> overlays = begin(ReadSession::overlays);
        Summaries summaries = new Summaries(answerWithin, asides.drafts(), asides.tags());
        try (ResultSet row = conversations.executeQuery()) {
            while (row.next()) {
                ConversationId id = formats.names().read(row, 1);
                if (!overlays.containsKey(id)) {
                    summaries.add(id, message(id, Raw.read(row, 7)), row.getInt(2), row.getLong(3),
                            StateCode.state(row.getInt(4)), Position.readTime(row, 5));
                }
            }
        }
        for (Overlay overlay : overlays.values()) {
            if (overlay.last.position != null) {
                Instant waiting = overlay.waiting == null ? null : overlay.waiting.time();
                summaries.add(overlay.id, message(overlay.id, complete(overlay)), overlay.unread, overlay.readTo,
                        overlay.state, waiting);
            }
        }
        return summaries.newestFirst();
    }

    private static Map<ConversationId, Overlay> overlays(Backlog backlog) {
        Map<ConversationId, Overlay> overlays = new HashMap<>();
        backlog.rows().forEach(row -> overlays.put(row.id, Overlay.of(row)));
        return overlays;
    }

    private Raw complete(Overlay overlay) throws SQLException {
        return overlay.last.body != null ? overlay.last : at(new Place(overlay.key, overlay.last.position));
    }

    Map<ConversationId, MessageId> lastReceived() throws SQLException {
        Map<ConversationId, Overlay> overlays = new HashMap<>();
        Map<Position, Raw> pending = new HashMap<>();
        begin(seen -> {
            for (ConversationRow row : seen.rows()) {
                overlays.put(row.id, Overlay.of(row));
                row.pending.stream().filter(each -> each.event.position().equals(row.received))
                        .forEach(each -> pending.put(row.received, Raw.of(each)));
            }
            return seen;
        });
        Map<ConversationId, MessageId> ids = new HashMap<>();
        try (ResultSet row = lastReceived.executeQuery()) {
            while (row.next()) {
                ConversationId id = formats.names().read(row, 1);
                if (!overlays.containsKey(id)) {
                    ids.put(id, id(id, row.getBytes(4), Position.readTime(row, 2)));
                }
            }
        }
        for (Overlay overlay : overlays.values()) {
            if (overlay.received != null) {
                Raw raw = pending.get(overlay.received);
                Raw found = raw != null ? raw : at(new Place(overlay.key, overlay.received));
                ids.put(overlay.id, id(overlay.id, found.body, overlay.received.time()));
            }
        }
        return Collections.unmodifiableMap(ids);
    }

    private MessageId id(ConversationId conversation, byte[] body, Instant time) {
        return formats.bodies().decode(body, conversation, time).message().id();
    }

    /** {@code end}: the page ends before that message; null or unknown: with the newest. */
    List<StoredMessage> page(ConversationId conversation, MessageId end, int limit) throws SQLException {
        return page(conversation, end, limit, true);
    }

    /** {@code start}: the page begins after that message; null or unknown: with the oldest. */
    List<StoredMessage> pageAfter(ConversationId conversation, MessageId start, int limit) throws SQLException {
        return page(conversation, start, limit, false);
    }

    private List<StoredMessage> page(ConversationId conversation, MessageId from, int limit, boolean backward)
            throws SQLException {
        Digest digest = from == null ? null : formats.ids().of(from);
        PageView view = begin(seen -> PageView.of(seen, conversation, digest));
        long key = view.key != 0 ? view.key : key(conversation);
        Place place = digest == null ? null : place(digest, view.end);
        Position position = place == null || place.conversation() != key ? null : place.position();
        List<Raw> all = moved(key, position, limit, backward);
        for (Raw raw : view.pending) {
            if (position == null || (backward ? position.isAfter(raw.position) : raw.position.isAfter(position))) {
                all.add(raw);
            }
        }
        all.sort(FORWARD);
        int count = Math.min(limit, all.size());
        List<Raw> page = backward ? all.subList(all.size() - count, all.size()) : all.subList(0, count);
        return page.stream().map(raw -> message(conversation, raw)).toList();
    }

    /** 0 if there is no such conversation. */
    private long key(ConversationId conversation) throws SQLException {
        formats.names().bind(conversationKey, 1, conversation);
        try (ResultSet row = conversationKey.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private Place place(Digest id, IdView view) throws SQLException {
        return view.place != null ? view.place : idBlocks.find(id, view.epochs);
    }

    /**
     * In the order of the list, or backward. Every epoch is asked, because a message may be late; but once there are
     * enough, only for what comes before the last of those. {@code from}: the end of the page, or its start; or null.
     */
    private List<Raw> moved(long conversation, Position from, int limit, boolean backward) throws SQLException {
        List<Raw> page = new ArrayList<>();
        for (long epoch = epochs.newest(); epoch >= 0 && limit > 0; epoch--) {
            Position last = page.size() < limit ? null : page.get(limit - 1).position;
            Position start = backward ? last : from;
            Position end = backward ? from : last;
            if (addMoved(page, backward ? lastBetween : firstBetween, epoch, conversation,
                    start == null ? Position.LOWEST : start, end == null ? Position.HIGHEST : end, limit)) {
                page.sort(backward ? BACKWARD : FORWARD);
                page.subList(Math.min(limit, page.size()), page.size()).clear();
            }
        }
        return page;
    }

    /** @return whether the epoch has any */
    private static boolean addMoved(List<Raw> page, PreparedStatement between, long epoch, long conversation,
            Position start, Position end, int limit) throws SQLException {
        between.setLong(1, epoch);
        between.setLong(2, conversation);
        Position.bind(between, 3, start);
        Position.bind(between, 6, end);
        between.setInt(9, limit);
        int before = page.size();
        try (ResultSet row = between.executeQuery()) {
            while (row.next()) {
                page.add(Raw.read(row, 1));
            }
        }
        return page.size() > before;
    }

    Optional<StoredMessage> find(MessageId id) throws SQLException {
        Digest digest = formats.ids().of(id);
        IdView view = begin(seen -> IdView.of(seen, digest));
        StoredMessage found = view.pending != null ? message(view.conversation, view.pending)
                : moved(place(digest, view));
        return Optional.ofNullable(found).filter(stored -> stored.message().id().equals(id));
    }

    private StoredMessage moved(Place place) throws SQLException {
        Raw raw = place == null ? null : at(place);
        ConversationId conversation = raw == null ? null : conversation(place.conversation());
        return conversation == null ? null : message(conversation, raw);
    }

    /** Null if there is no message any more. */
    private Raw at(Place place) throws SQLException {
        find.setLong(1, epochs.of(place.position().arrival()));
        find.setLong(2, place.conversation());
        Position.bind(find, 3, place.position());
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? Raw.read(row, 1) : null;
        }
    }

    /** Null if it is being deleted. */
    private ConversationId conversation(long key) throws SQLException {
        conversationId.setLong(1, key);
        try (ResultSet row = conversationId.executeQuery()) {
            return row.next() ? formats.names().read(row, 1) : null;
        }
    }

    List<StoredMessage> unknown(long afterArrival, int limit) throws SQLException {
        List<Pending> pending = begin(seen -> seen.unknown().stream()
                .filter(each -> each.event.arrival() > afterArrival).limit(limit).toList());
        List<StoredMessage> page = new ArrayList<>();
        pending.forEach(each -> page.add(message(each.row.id, Raw.of(each))));
        unknown.setLong(1, afterArrival);
        unknown.setInt(2, limit);
        try (ResultSet row = unknown.executeQuery()) {
            while (row.next()) {
                page.add(message(formats.names().read(row, 6), Raw.read(row, 1)));
            }
        }
        page.sort(Comparator.comparingLong(StoredMessage::arrival));
        return List.copyOf(page.subList(0, Math.min(limit, page.size())));
    }

    /** What agents write for themselves, as it is committed. */
    Asides asides() {
        return asides;
    }

    long size() throws SQLException {
        return begin(Backlog::size);
    }

    @Override
    public void close() throws SQLException {
        statements.close();
    }
}
