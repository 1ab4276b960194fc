// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoredMessage;

/** What must hold for a store after whatever happened to it. Without JUnit: forked processes use it as well. */
final class StoreCheck {
    /** Conversation by conversation. */
    private final Map<ConversationId, List<StoredMessage>> messages = new HashMap<>();
    private final Map<ConversationId, Integer> unread = new HashMap<>();
    private final Set<String> ids = new HashSet<>();

    /** Reads all that the store has, and looks whether that agrees with itself. */
    StoreCheck(SqliteStore store) {
        for (ConversationSummary conversation : store.conversations()) {
            List<StoredMessage> all = store.page(conversation.id(), null, Integer.MAX_VALUE);
            messages.put(conversation.id(), all);
            unread.put(conversation.id(), conversation.unread());
            StoredMessage before = null;
            for (StoredMessage stored : all) {
                that(ids.add(stored.message().id().value()), stored.message().id() + " is there twice");
                that(before == null || isBefore(before, stored), stored.message().id() + " is not in order");
                before = stored;
            }
        }
    }

    /** For a store that nobody writes to: what the list says of a conversation agrees with its messages. */
    StoreCheck agreesWithList(SqliteStore store) {
        that(store.size() == ids.size(), store.size() + " counted, " + ids.size() + " found");
        for (ConversationSummary conversation : store.conversations()) {
            List<StoredMessage> all = messages(conversation.id());
            that(conversation.last().equals(all.get(all.size() - 1)), "another message is the last");
            that(conversation.unread() <= all.size(), "more unread than there are");
        }
        return this;
    }

    /** All of them are there, and not only as something that nobody understood. */
    StoreCheck has(Collection<String> acknowledged) {
        for (String id : acknowledged) {
            that(ids.contains(id), id + " is lost");
        }
        Set<String> known = acknowledged instanceof Set<String> set ? set : new HashSet<>(acknowledged);
        for (List<StoredMessage> conversation : messages.values()) {
            for (StoredMessage stored : conversation) {
                that(stored.understood() || !known.contains(stored.message().id().value()),
                        stored.message().id() + " is not understood any more");
            }
        }
        return this;
    }

    /** The index of the ids finds what the conversations have. */
    StoreCheck finds(SqliteStore store, Collection<String> some) {
        for (String id : some) {
            that(store.find(new MessageId(id)).isPresent(), id + " is not found");
        }
        return this;
    }

    List<StoredMessage> messages(ConversationId conversation) {
        return messages.getOrDefault(conversation, List.of());
    }

    Set<ConversationId> conversations() {
        return messages.keySet();
    }

    int unread(ConversationId conversation) {
        return unread.getOrDefault(conversation, 0);
    }

    Set<String> ids() {
        return ids;
    }

    /** The whole file, full text index included. */
    static void integrity(Path directory) throws SQLException {
        Database database = new Database(directory.resolve(Database.FILE_NAME), StoreOptions.DEFAULT);
        try (Connection connection = database.openToRead();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
            String said = row.next() ? row.getString(1) : "nothing";
            that(said.equals("ok"), said);
        }
    }

    private static boolean isBefore(StoredMessage first, StoredMessage second) {
        int byTime = first.message().time().compareTo(second.message().time());
        return byTime != 0 ? byTime < 0 : first.arrival() < second.arrival();
    }

    static void that(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
