// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.time.Instant;
import java.util.Objects;

import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.SendOutcome.Reason;

/**
 * A message of the agent's that is not settled. What it is, never changes; where it is, does: each change makes another
 * entry with the same id.
 *
 * @param id ours, and the idempotency key
 * @param first the id of the first part of what was sent with one key press; its own for that one. A part that is not
 *            sent keeps those after it back
 * @param message what is to be sent, trimmed
 * @param written when the agent pressed the key
 * @param state where it is
 * @param reason why it was not sent; null unless {@link SendState#REFUSED}
 * @param serviceText the service's own words ({@code ErrMsg}), empty if there are none
 * @param tries how many requests of the current round have failed without having arrived
 * @param from the agent as the gateway writes it, of the last request; empty before
 * @param after the newest message of the conversation that was known when the request left, null if there was none:
 *            if the gateway has the message, it comes after this one
 * @param sentAs the gateway's id; null unless {@link SendState#SENT}
 */
public record OutboxEntry(ClientId id, ClientId first, Outgoing message, Instant written, SendState state,
        Reason reason, String serviceText, int tries, String from, MessageId after, MessageId sentAs) {
    public OutboxEntry {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(written, "written");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(serviceText, "serviceText");
        Objects.requireNonNull(from, "from");
        if (tries < 0) {
            throw new IllegalArgumentException("There cannot have been " + tries + " tries.");
        }
        if ((state == SendState.REFUSED) != (reason != null)) {
            throw new IllegalArgumentException("An entry has a reason if, and only if, it is REFUSED; this one is "
                    + state + ".");
        }
        if ((state == SendState.SENT) != (sentAs != null)) {
            throw new IllegalArgumentException("An entry has the gateway's id if, and only if, it is SENT; this one "
                    + "is " + state + ".");
        }
    }

    /** One that nobody has tried to send yet. */
    public static OutboxEntry waiting(ClientId id, ClientId first, Outgoing message, Instant written) {
        return new OutboxEntry(id, first, message, written, SendState.WAITING, null, "", 0, "", null, null);
    }
}
