// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.StoredDraft;

/** What is kept beside the messages of conversations, known or not. Its owner guards it. */
final class Remarks {
    final Map<ConversationId, StoredDraft> drafts = new HashMap<>();
    final Map<ConversationId, Customer> customers = new HashMap<>();
    private final Map<ConversationId, Set<String>> tags = new HashMap<>();
    /** By their ids, which grow. */
    private final Map<ConversationId, TreeMap<Long, Note>> notes = new HashMap<>();
    private final Map<Long, ConversationId> noted = new HashMap<>();
    private long lastNote;

    String draft(ConversationId conversation) {
        StoredDraft draft = drafts.get(conversation);
        return draft == null ? "" : draft.text();
    }

    Set<String> tags(ConversationId conversation) {
        return tags.getOrDefault(conversation, Set.of());
    }

    /** {@code given} is kept. @return whether they were others */
    boolean tags(ConversationId conversation, Set<String> given) {
        Set<String> before = given.isEmpty() ? tags.remove(conversation) : tags.put(conversation, given);
        return !given.equals(before == null ? Set.of() : before);
    }

    List<Note> notes(ConversationId conversation) {
        TreeMap<Long, Note> here = notes.get(conversation);
        return here == null ? List.of() : List.copyOf(here.values());
    }

    /** {@code note}: its id does not count. @return with its id */
    Note add(Note note) {
        Note added = new Note(++lastNote, note.conversation(), note.message(), note.author(), note.text(),
                note.time());
        notes.computeIfAbsent(note.conversation(), id -> new TreeMap<>()).put(added.id(), added);
        noted.put(added.id(), note.conversation());
        return added;
    }

    void removeAll(ConversationId conversation) {
        drafts.remove(conversation);
        customers.remove(conversation);
        tags.remove(conversation);
        TreeMap<Long, Note> here = notes.remove(conversation);
        if (here != null) {
            noted.keySet().removeAll(here.keySet());
        }
    }

    /** @return the conversation it was about, null if it is gone */
    ConversationId remove(long note) {
        ConversationId conversation = noted.remove(note);
        if (conversation != null) {
            TreeMap<Long, Note> here = notes.get(conversation);
            here.remove(note);
            if (here.isEmpty()) {
                notes.remove(conversation);
            }
        }
        return conversation;
    }
}
