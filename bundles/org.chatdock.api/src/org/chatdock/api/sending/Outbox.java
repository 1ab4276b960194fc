// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.StoredDraft;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps what the agent sends until the gateway has it. Durable: what was taken survives a restart in whatever state it
 * is. The messages of a conversation leave one after the other, in the order in which they were put; conversations do
 * not wait for each other. What is not certain is never sent twice. Any thread; no method waits for the disk or the
 * network.
 */
@ProviderType
public interface Outbox {
    /**
     * Takes what the agent sends with one key press, in order. The recipient is the messages', whatever is shown when.
     *
     * @param parts at least one, all to the same customer; contents are trimmed. Copied
     * @param rest what stays in the customer's draft, replaced in the same transaction; null: the draft is not touched
     * @return completes once all parts are durable, or none is; never with an exception
     * @throws IllegalArgumentException if there is no part, or the parts have different recipients
     */
    CompletionStage<Admission> put(List<Outgoing> parts, StoredDraft rest);

    /** What is not settled, in the order in which it was put. From memory; a copy. Without entries that were sent. */
    List<OutboxEntry> entries();

    /** As {@link #entries()}, of one conversation. */
    List<OutboxEntry> entries(ConversationId conversation);

    /**
     * Sends a message that was refused, has expired or is unknown with exactly one more request, under the same id; the
     * parts that it kept back follow it. Does nothing in any other state: two clicks are one.
     *
     * @return completes once that is decided, with whether it will be tried
     */
    CompletionStage<Boolean> retry(ClientId id);

    /**
     * Gives up a message that is waiting, refused, expired or unknown. Does nothing in any other state.
     *
     * @return completes after the commit with the message that is given up, empty if none was
     */
    CompletionStage<Optional<Outgoing>> discard(ClientId id);

    /**
     * How a message ends, in the words of {@link MessageSender#send}. One that waits or is under way is told of when it
     * ends next, one that is refused or has expired at once. One that is unknown is told of when it is found or given
     * up, or when the first search for it, or a retry, ends in vain. After an end that leaves it here it can end again:
     * ask again.
     *
     * @return completes with the end, also of the last 1000 that were sent; at once with empty if the message is neither
     *         in the outbox nor among them: it was sent or given up before, or never was, or the outbox has stopped.
     *         Never with an exception; on a thread of the outbox: do nothing slow there
     */
    CompletionStage<Optional<SendOutcome>> outcome(ClientId id);

    /** How the send call does, apart from the line. From memory. */
    SendHealth health();

    /**
     * What the gateway still lets the agent send to a customer.
     *
     * @return from memory; empty if nothing limits it, or nobody knows yet. Listeners are told once it is known
     */
    Optional<Allowance> allowance(ConversationId conversation);
}
