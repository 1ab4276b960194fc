// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.time.Instant;
import java.util.Objects;

/**
 * A conversation that has been handed over.
 *
 * @param conversation the customer's id
 * @param target the id of whoever has taken it
 * @param note what the agent wrote to them, empty if nothing
 * @param receivedAt the gateway's time
 */
public record Transfer(String conversation, String target, String note, Instant receivedAt) {

    /** All are required. */
    public Transfer {
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(receivedAt, "receivedAt");
    }
}
