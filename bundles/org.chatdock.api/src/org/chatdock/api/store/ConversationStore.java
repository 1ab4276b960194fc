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

    /**
     * Marks as read what arrived up to and with a message, and as unread what arrived after it, whatever its time and
     * whether it was read. Does nothing if the message is not of that conversation. Completes after the commit.
     *
     * @param upTo anybody's message, not null
     */
    CompletionStage<Void> markRead(ConversationId conversation, MessageId upTo);

    /**
     * Marks a message and what arrived after it as unread; what is unread stays so. Does nothing if there is no such
     * message in the conversation. Completes after the commit.
     *
     * @param from anybody's message; null: the newest in order that the customer wrote
     */
    CompletionStage<Void> markUnread(ConversationId conversation, MessageId from);

    /** Decides about a conversation; does nothing if nothing is stored of it. Completes after the commit. */
    CompletionStage<Void> setState(ConversationId conversation, ConversationState state);

    /**
     * Changes what a message says, understood or not. The message keeps its place, counts as unread or waiting as
     * before, and opens nothing again. A revision of a message that has not come yet waits for it, and is there from
     * the message's first moment on. No later delivery of the message undoes it.
     *
     * @return completes once the change survives a crash; fails with {@link StoreException}
     */
    CompletionStage<Revised> revise(Revision revision);

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

    /**
     * A page of a conversation: at most {@code limit} messages in order, beginning just after {@code after}, or with
     * the oldest if that is null or not known.
     */
    List<StoredMessage> pageAfter(ConversationId conversation, MessageId after, int limit);

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
