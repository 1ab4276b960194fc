// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.wire;

import java.time.Instant;

import org.chatdock.api.message.MessageId;

/** What an answer of the service says. */
public sealed interface Answer {
    /**
     * The gateway has the message.
     *
     * @param id as the gateway names it
     * @param time by the gateway's clock, null if it told none
     */
    record Accepted(MessageId id, Instant time) implements Answer {
    }

    /**
     * The gateway does not take the message.
     *
     * @param text its words, empty if it gave none
     */
    record Denied(String text) implements Answer {
    }

    /** A success, by its status, that names neither an id nor a failure: the gateway may have the message. */
    record Unreadable() implements Answer {
    }
}
