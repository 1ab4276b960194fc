// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A message of the script that comes by itself.
 *
 * @param id the {@code MsgId}
 * @param customer whose conversation it belongs to
 * @param utterance what is said
 * @param at when it is written, from the start of play; negative for the past
 * @param late how much later than that it is delivered, zero for in time
 * @param again when it is delivered again under the same id, each from its first delivery
 */
public record ScriptedMessage(ScriptId id, Customer customer, Utterance utterance, Duration at, Duration late,
        List<Duration> again) {

    /** Copies the list. */
    public ScriptedMessage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(utterance, "utterance");
        Objects.requireNonNull(at, "at");
        if (late.isNegative()) {
            throw new IllegalArgumentException("late cannot be negative");
        }
        again = List.copyOf(again);
    }

    /** When it is first delivered, from the start of play. */
    public Duration arrival() {
        return at.plus(late);
    }
}
