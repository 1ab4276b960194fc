// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.util.Objects;

import org.chatdock.api.message.Message;

/** How a send ended: in exactly one of these. */
public sealed interface SendOutcome {
    /**
     * The gateway has it, and so has the store.
     *
     * @param message with the gateway's id and time
     */
    record Sent(Message message) implements SendOutcome {
        public Sent {
            Objects.requireNonNull(message, "message");
        }
    }

    /**
     * The gateway does not have it.
     *
     * @param reason why
     * @param serviceText the service's own words ({@code ErrMsg}), empty if it gave none
     */
    record Refused(Reason reason, String serviceText) implements SendOutcome {
        public Refused {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(serviceText, "serviceText");
        }
    }

    /** The answer was lost: the gateway may have it or not. The {@link Outbox} goes on looking for it. */
    record Unknown() implements SendOutcome {
    }

    /** It waited too long to be sent without being asked for; the gateway does not have it. */
    record Expired() implements SendOutcome {
    }

    /** Why a message was not sent. The words for the agent are the views' business. */
    enum Reason {
        /** There was nothing to send; no request was made. */
        EMPTY,
        /** No address of the send call is configured; no request was made. */
        NOT_CONFIGURED,
        /** The service could not be reached; the request did not arrive. */
        UNREACHABLE,
        /** The service said no. */
        SERVICE,
        /** The service does not know who is signed in, also with renewed credentials. */
        SIGNED_OUT,
        /** The service asked to be left alone for longer than a message is tried. */
        THROTTLED,
        /** A part before it was not sent; {@link Outbox#retry} of that one sends this one, too. */
        KEPT_BACK,
        /** The gateway takes no more messages before the customer writes again: see {@link Allowance}. */
        QUOTA,
        /** The customer wrote too long ago for the gateway to take messages: see {@link Allowance}. */
        WINDOW_CLOSED,
        /** Too much is waiting already. */
        FULL,
        /** It could not be stored, so it was not sent. */
        NOT_STORED
    }
}
