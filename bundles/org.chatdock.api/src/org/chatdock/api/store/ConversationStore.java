// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps messages. A conversation's list is ordered by (time, arrival), whatever the order of arrival; an id is stored
 * once. Any thread may call any method. Writing returns at once and completes after the commit, on the store's writer
 * thread: do nothing slow there. Reading waits for the disk but never for the writer; not for the UI thread.
 */
@ProviderType
public interface ConversationStore {
    /**
     * Adds a message that is understood. A message whose id is known changes nothing, unless it was kept as not
     * understood: then it counts as understood from now on.
     *
     * @return completes once the message survives a crash; fails with {@link StoreException}, and then the message is
     *         not stored
     */
    CompletionStage<Appended> append(Message message);

    /** As {@link #append}, for a message that no handler understands. A message that is known stays as it is. */
    CompletionStage<Appended> appendUnknown(Message message);

    /** Marks all that is stored of a conversation now as read. Completes after the commit. */
    CompletionStage<Void> markRead(ConversationId conversation);

    /** All conversations, the one with the newest message first. */
    List<ConversationSummary> conversations();

    /**
     * For every conversation the id of its newest message that no agent wrote, so one that came by the line: what was
     * sent from here may have been stored after a message that the line has missed. Conversations without such a
     * message are left out.
     */
    Map<ConversationId, MessageId> lastReceived();

    /**
     * A page of a conversation: at most {@code limit} messages in order, ending just before {@code before}, or with the
     * newest if that is null or not known.
     */
    List<StoredMessage> page(ConversationId conversation, MessageId before, int limit);

    /** One message by its id. */
    Optional<StoredMessage> find(MessageId id);

    /**
     * The messages that no handler has understood, in the order of arrival: at most {@code limit} of those whose
     * arrival is after {@code afterArrival}; 0 begins with the first. Cheap, however much else is stored.
     */
    List<StoredMessage> unknown(long afterArrival, int limit);

    /** How many messages are stored. */
    long size();
}
