// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.StoreException;

/**
 * Which conversation has which key, from whatever pages can be read: each name stands in the file twice, in the table
 * and in the index that keeps it unique.
 */
final class SalvagedNames {
    /** No name is longer; longer BLOBs of the same shape are something else. */
    private static final int LONGEST_BLOB = 4096;

    /** What the search index says about itself has the shape of an entry of our index: a name and a number. */
    private static final Set<Object> OF_SEARCH = Set.of("version", "hashsize", "pgsz", "automerge", "usermerge",
            "crisismerge", "deletemerge", "rank", "secure-delete");

    private final ConversationNames names;
    private final boolean encrypted;
    /** From the table: nothing else has a text there. */
    private final Map<Long, ConversationId> certain = new HashMap<>();
    /** From the index. */
    private final Map<Long, ConversationId> likely = new HashMap<>();
    /** In the clear a BLOB is rarely a name, and garbage often looks like one: it is believed if both places say so. */
    private final Map<Long, Set<ConversationId>> oddInTable = new HashMap<>();
    private final Map<Long, Set<ConversationId>> oddInIndex = new HashMap<>();

    SalvagedNames(ConversationNames names, boolean encrypted) {
        this.names = names;
        this.encrypted = encrypted;
    }

    void see(PageRow row) {
        if (row.size() != 2 || row.columns()[0] == null && !row.isTable()) {
            return;
        }
        if (row.isTable() && row.columns()[0] == null) {
            see(row.rowId(), row.columns()[1], certain, oddInTable);
        } else if (!row.isTable() && row.columns()[1] instanceof Long key && !OF_SEARCH.contains(row.columns()[0])) {
            see(key, row.columns()[0], likely, oddInIndex);
        }
    }

    private void see(long key, Object value, Map<Long, ConversationId> into, Map<Long, Set<ConversationId>> odd) {
        ConversationId name = name(value);
        if (name != null && (encrypted || value instanceof String)) {
            into.putIfAbsent(key, name);
        } else if (name != null) {
            odd.computeIfAbsent(key, first -> new HashSet<>()).add(name);
        }
    }

    private ConversationId name(Object value) {
        boolean possible = value instanceof String text ? !encrypted && !text.isEmpty()
                : value instanceof byte[] bytes && bytes.length > 0 && bytes.length <= LONGEST_BLOB
                        && (encrypted || isOddText(bytes));
        try {
            return possible ? names.of(value) : null;
        } catch (StoreException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Only a text that UTF-8 cannot write stands in a BLOB. */
    private static boolean isOddText(byte[] bytes) {
        return bytes.length % 2 == 0 && !ExactText.wellFormed(ExactText.fromUnits(bytes));
    }

    /** Null if that cannot be told. */
    ConversationId of(long key) {
        ConversationId name = certain.getOrDefault(key, likely.get(key));
        return name != null ? name : odd(key);
    }

    private ConversationId odd(long key) {
        Set<ConversationId> inIndex = oddInIndex.getOrDefault(key, Set.of());
        return oddInTable.getOrDefault(key, Set.of()).stream().filter(inIndex::contains).findFirst().orElse(null);
    }

    /** Something else has told it. */
    void put(long key, ConversationId name) {
        likely.put(key, name);
    }
}
