// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.time.Instant;
import java.util.Objects;

/**
 * How the send call does. It says nothing of the line, and the line nothing of it.
 *
 * @param state as the last request showed
 * @param since when it became so
 * @param waiting how many messages are waiting or under way, in all conversations
 * @param serviceText the service's words with the last failure, empty if it gave none
 */
public record SendHealth(State state, Instant since, int waiting, String serviceText) {
    /** How it does. */
    public enum State {
        /** Nothing was sent since the start. */
        UNTRIED,
        /** The last request was answered. */
        WORKING,
        /** No address of the send call is configured. */
        NOT_CONFIGURED,
        /** The service is not reached. */
        UNREACHABLE,
        /** The service asks to be left alone for a while (429, or 503 with {@code Retry-After}). */
        THROTTLED,
        /** The service does not answer, or what it answers cannot be read. */
        UNCERTAIN,
        /** The service fails (5xx). */
        FAILING,
        /** The service does not know who is signed in, also with renewed credentials. */
        SIGNED_OUT
    }

    public SendHealth {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(serviceText, "serviceText");
    }
}
