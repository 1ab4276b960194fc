// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.StoreException;

/**
 * Brings what is readable of a damaged file into a new one. It reads the pages themselves, each on its own, so a
 * damaged one costs what stands in it; and believes a row only if what it holds can be decoded. One thread, once.
 */
final class Salvage {
    private static final String INBOX = "inbox";
    /** The row of a conversation in {@code standing} has at least so many columns; further ones are of no use here. */
    private static final int STANDING_COLUMNS = 19;
    private static final int NUMBERS_OF_STANDING = 5;
    /** Four numbers, and the keys. */
    private static final int PROGRESS_COLUMNS = 5;
    private static final int DIGEST_BYTES = 16;
    /** Key, client, conversation, body. */
    private static final int OUTBOX_COLUMNS = 4;

    /** A row of a table of what agents write for themselves. */
    private record Aside(long digest, byte[] body) {
    }

    /** What an event does to what the agent has done. */
    private record Later(ConversationId conversation, Mark mark) {
    }

    private final PageRows pages;
    private final NewFile file;
    private final Formats formats;
    private final SalvagedNames names;
    private final boolean encrypted;
    private final ExtraJson json = new ExtraJson();
    /** By conversation's key: up to which arrival the agent has read, up to which nothing of the inbox counts. */
    private final Map<Long, Long> readTo = new HashMap<>();
    private final Map<ConversationId, Long> settled = new HashMap<>();
    private final Map<Long, Long> settledByKey = new HashMap<>();
    /** By conversation's key: the arrival of an agent's newest message; who answers has read. */
    private final Map<Long, Long> answered = new HashMap<>();
    /** What the inbox says of marks, by arrival. */
    private final NavigableMap<Long, Later> later = new TreeMap<>();
    private final Map<Long, ConversationState> states = new HashMap<>();
    /** The keys of the conversations that have messages. */
    private final Set<Long> talked = new HashSet<>();
    private final Set<Integer> inboxPages = new TreeSet<>();
    private final Map<Long, Note> notes = new HashMap<>();
    /** By the keys of their rows, which are in the order in which they were put. */
    private final NavigableMap<Long, OutboxEntry> entries = new TreeMap<>();
    private final List<Revision> revisions = new ArrayList<>();
    /** By key: conversations whose deletion has begun; what is left of them is not brought back. */
    private final Set<Long> deleting = new HashSet<>();
    private long unreadable;

    /** {@code encrypted}: whether the two files are; they are in the same formats. */
    Salvage(PageFile damaged, NewFile file, boolean encrypted) {
        pages = new PageRows(damaged);
        this.file = file;
        formats = file.formats();
        this.encrypted = encrypted;
        names = new SalvagedNames(formats.names(), encrypted);
    }

    /** What such a file says about its keys, null if nothing can be found. */
    static byte[] keys(PageFile damaged) {
        byte[][] found = new byte[2][];
        new PageRows(damaged).all(row -> {
            if (!row.isTable() && row.size() == 2 && FormatChoice.KEYS.equals(row.columns()[0])) {
                found[0] = row.blob(1);
            } else if (row.isTable() && row.size() == PROGRESS_COLUMNS && row.areNumbers(0, PROGRESS_COLUMNS - 1)
                    && row.blob(PROGRESS_COLUMNS - 1) != null) {
                found[1] = row.blob(PROGRESS_COLUMNS - 1);
            }
        });
        return found[0] != null ? found[0] : found[1];
    }

    void run() throws SQLException, IOException {
        pages.all(this::look);
        if (!encrypted && talked.stream().anyMatch(key -> names.of(key) == null)) {
            pages.all(this::tellName);
        }
        marks();
        each(pages::all, this::message);
        file.flush();
        // What was moved stands in both; the tables have the newer version, and came first.
        for (int page : inboxPages) {
            each(rows -> pages.of(page, rows), this::inbox);
        }
        file.flush();
        for (Revision revision : revisions) {
            file.revision(revision);
        }
        for (Map.Entry<Long, Note> note : sorted(notes)) {
            Note each = note.getValue();
            file.note(each.conversation(),
                    AsideFormat.note(each.conversation(), each.message(), each.author(), each.text(), each.time()));
        }
        for (OutboxEntry entry : entries.values()) {
            file.entry(entry);
        }
    }

    private static List<Map.Entry<Long, Note>> sorted(Map<Long, Note> notes) {
        List<Map.Entry<Long, Note>> sorted = new ArrayList<>(notes.entrySet());
        sorted.sort(Map.Entry.comparingByKey(Comparator.naturalOrder()));
        return sorted;
    }

    /** How many messages stood where they could be read, but were damaged. */
    long unreadable() {
        return unreadable;
    }

    /** What to do with a row. */
    private interface Step {
        void on(PageRow row) throws SQLException;
    }

    /** What the new file says is no damage of the old one: it ends all. */
    private static void each(Consumer<Consumer<PageRow>> rows, Step step) throws SQLException {
        try {
            rows.accept(row -> {
                try {
                    step.on(row);
                } catch (SQLException e) {
                    throw new WriteFailure(e);
                }
            });
        } catch (WriteFailure e) {
            throw e.failure;
        }
    }

    /** Carries a failure through what cannot throw it. */
    private static final class WriteFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient SQLException failure;

        WriteFailure(SQLException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    // --- what is to be known before the messages come

    private void look(PageRow row) {
        names.see(row);
        Long deleted = !row.isTable() && row.size() == 2 && row.columns()[0] instanceof String name
                ? Deletion.deleting(name) : null;
        if (deleted != null) {
            deleting.add(deleted);
        }
        MessageRow message = MessageRow.of(row);
        if (message != null) {
            talked.add(message.conversation());
            if (message.kind() == Kind.AGENT) {
                answered.merge(message.conversation(), message.position().arrival(), Math::max);
            }
        } else if (row.isTable() && row.size() >= STANDING_COLUMNS && row.columns()[0] == null
                && row.areNumbers(1, NUMBERS_OF_STANDING)) {
            readTo.put(row.rowId(), row.number(3));
            settledByKey.put(row.rowId(), row.number(4));
            state(row);
        } else if (row.isTable() && row.size() == 2 && row.columns()[0] == null && row.blob(1) != null) {
            lookAtInbox(row);
        }
    }

    /** Since version 3 the last column of {@code standing}. */
    private void state(PageRow row) {
        int last = row.size() - 1;
        if (row.size() > STANDING_COLUMNS && row.areNumbers(last, last + 1)) {
            try {
                states.put(row.rowId(), StateCode.state(row.number(last)));
            } catch (StoreException e) {
                // Damaged, or no such row.
            }
        }
    }

    private void lookAtInbox(PageRow row) {
        List<Event> events = events(row);
        if (events != null) {
            inboxPages.add(row.page());
            for (Event event : events) {
                later.put(event.arrival(), new Later(event.conversation(), event.effect()));
            }
        }
    }

    /** Null if it is no row of the inbox. */
    private List<Event> events(PageRow row) {
        List<Event> events = new ArrayList<>();
        try {
            EventFormat.read(formats.rows().decode(row.blob(1), INBOX, row.rowId()), row.rowId(), events::add);
            return events;
        } catch (RuntimeException e) {
            return null;
        }
    }

    private void marks() {
        answered.forEach((key, arrival) -> {
            if (!readTo.containsKey(key)) {
                readTo.put(key, arrival);
            }
        });
        readTo.forEach((key, arrival) -> {
            ConversationId name = names.of(key);
            if (name != null) {
                file.mark(name, new Mark(arrival, 0, states.get(key)));
                settled.put(name, settledByKey.getOrDefault(key, 0L));
            }
        });
        later.forEach((arrival, each) -> {
            if (arrival > settled.getOrDefault(each.conversation, 0L)) {
                file.mark(each.conversation, each.mark);
            }
        });
    }

    // --- what is taken over

    private void message(PageRow row) throws SQLException {
        MessageRow message = MessageRow.of(row);
        MessageRow1 old = message == null ? MessageRow1.of(row) : null;
        if (message != null) {
            message(message);
        } else if (old != null) {
            message(old);
        } else if (row.isTable() && row.size() == 3 && row.columns()[0] == null) {
            note(row);
        } else if (row.isTable() && row.size() == OUTBOX_COLUMNS && row.columns()[0] == null) {
            entry(row);
        } else if (!row.isTable() && row.size() == 2 && row.blob(0) != null && row.blob(1) != null) {
            aside(row);
        }
    }

    private void message(MessageRow row) throws SQLException {
        if (deleting.contains(row.conversation())) {
            return;
        }
        Message message = decode(row);
        if (message == null) {
            unreadable++;
        } else {
            file.message(message.conversation(), row.position(), row.kind(), row.understood(),
                    formats.ids().of(message.id()), row.body());
        }
    }

    private static ConversationId unnamed(long key) {
        return new ConversationId("of key " + key);
    }

    private void message(MessageRow1 row) throws SQLException {
        ConversationId name = names.of(row.conversation());
        try {
            Message message = row.message(name == null ? unnamed(row.conversation()) : name, json);
            file.message(message.conversation(), row.position(), Kind.of(message), row.understood(),
                    formats.ids().of(message.id()), formats.bodies().encode(message));
        } catch (StoreException | IllegalArgumentException | DateTimeException e) {
            unreadable++;
        }
    }

    /** Null if it cannot be read, or is not what stands beside it. */
    private Message decode(MessageRow row) {
        ConversationId name = names.of(row.conversation());
        try {
            Message message = formats.bodies().decode(row.body(),
                    name != null ? name : unnamed(row.conversation()), row.position().time()).message();
            return Kind.of(message) == row.kind() ? message : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** Whose name is lost is called by who wrote to an agent; if nobody did, by the key. */
    private void tellName(PageRow row) {
        MessageRow message = MessageRow.of(row);
        if (message != null && message.kind() == Kind.CUSTOMER && names.of(message.conversation()) == null) {
            Message decoded = decode(message);
            if (decoded != null && !decoded.from().isEmpty()) {
                names.put(message.conversation(), new ConversationId(decoded.from()));
            }
        }
    }

    private void inbox(PageRow row) throws SQLException {
        List<Event> events = row.isTable() && row.size() == 2 && row.blob(1) != null ? events(row) : null;
        if (events != null) {
            for (Event event : events) {
                inbox(event);
            }
        }
    }

    private void inbox(Event event) throws SQLException {
        if (!event.isMessage() || event.arrival() <= settled.getOrDefault(event.conversation(), 0L)) {
            return;
        }
        try {
            Message message = formats.bodies().decode(event.body(), event.conversation(), event.position().time())
                    .message();
            if (!formats.ids().of(message.id()).equals(event.digest())) {
                return;
            }
        } catch (RuntimeException e) {
            unreadable++;
            return;
        }
        file.message(event.conversation(), event.position(), event.kind(), event.understood(), event.digest(),
                event.body());
    }

    private void note(PageRow row) {
        Aside aside = aside(row, 1, Asides.NOTE);
        if (aside != null) {
            try {
                Note note = AsideFormat.note(row.rowId(), aside.body);
                if (isOf(note.conversation(), aside)) {
                    notes.putIfAbsent(row.rowId(), note);
                }
            } catch (StoreException | IllegalArgumentException e) {
                // Damaged, or no note.
            }
        }
    }

    private void entry(PageRow row) {
        byte[] client = row.blob(1);
        byte[] conversation = row.blob(2);
        byte[] kept = row.blob(3);
        if (client == null || client.length != DIGEST_BYTES || conversation == null || kept == null) {
            return;
        }
        try {
            long high = new ByteReader(client).fixed();
            OutboxEntry entry = OutboxFormat.read(formats.rows().decode(kept, OutboxRows.TABLE, high));
            if (Arrays.equals(formats.ids().of(entry.id().value()).toBytes(), client)
                    && Arrays.equals(formats.ids().of(entry.message().to()).toBytes(), conversation)) {
                entries.putIfAbsent(row.rowId(), doubted(entry));
            }
        } catch (StoreException e) {
            // Damaged, or no entry.
        }
    }

    /**
     * What waits may have been sent since, where the damage took the last commits: it is not sent unless the agent says
     * so.
     */
    private static OutboxEntry doubted(OutboxEntry entry) {
        return entry.state() != SendState.WAITING ? entry
                : new OutboxEntry(entry.id(), entry.first(), entry.message(), entry.written(), SendState.UNKNOWN, null,
                        entry.serviceText(), entry.tries(), entry.from(), entry.after(), null);
    }

    private void aside(PageRow row) throws SQLException {
        for (Asides.Kind kind : Asides.Kind.values()) {
            Aside aside = aside(row, 0, kind.table());
            ConversationId conversation = aside == null ? null : owner(kind, aside);
            if (conversation != null) {
                file.aside(kind, conversation, aside.body);
                return;
            }
        }
        revision(row);
    }

    private void revision(PageRow row) throws SQLException {
        Aside aside = aside(row, 0, WaitingRevisions.TABLE);
        try {
            Revision revision = aside == null ? null : WaitingRevisions.parse(aside.body);
            if (revision != null && formats.ids().of(revision.message()).high() == aside.digest) {
                revisions.add(revision);
            }
        } catch (StoreException | IllegalArgumentException e) {
            // Damaged, or no revision.
        }
    }

    /** Null if it is not of that kind, or damaged: drafts and tags look alike, but not when written again. */
    private ConversationId owner(Asides.Kind kind, Aside aside) {
        ConversationId conversation = AsideFormat.owner(kind, aside.body);
        return conversation != null && isOf(conversation, aside) ? conversation : null;
    }

    private boolean isOf(ConversationId conversation, Aside aside) {
        return formats.ids().of(conversation).high() == aside.digest;
    }

    private Aside aside(PageRow row, int first, String table) {
        byte[] digest = row.blob(first);
        byte[] kept = row.blob(first + 1);
        if (digest == null || digest.length != DIGEST_BYTES || kept == null) {
            return null;
        }
        long high = new ByteReader(digest).fixed();
        try {
            return new Aside(high, formats.rows().decode(kept, table, high));
        } catch (StoreException e) {
            return null;
        }
    }
}
