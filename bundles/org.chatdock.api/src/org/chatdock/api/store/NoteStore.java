// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps what agents remark about customers: notes and tags. Nothing here leaves this machine, and nothing of it makes a
 * conversation unread. Any thread may call any method. Writing returns at once and completes after the commit, on the
 * store's writer thread, or fails with {@link StoreException}; reading waits for the disk: not for the UI thread. Who
 * listens to the store is told of changes as of the conversation's.
 */
@ProviderType
public interface NoteStore {
    /** The notes on a conversation and its messages, the oldest first. A copy. */
    List<Note> notes(ConversationId conversation);

    /**
     * Adds a note. A conversation or message that the store does not know is no obstacle.
     *
     * @param message null for a note on the customer
     */
    CompletionStage<Note> addNote(ConversationId conversation, MessageId message, String author, String text);

    /** Removes a note; does nothing if it is gone. */
    CompletionStage<Void> removeNote(long id);

    /** A conversation's tags. A copy. */
    Set<String> tags(ConversationId conversation);

    /** Gives a conversation these tags and no others. */
    CompletionStage<Void> setTags(ConversationId conversation, Set<String> tags);
}
