// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.delivery;

import java.time.Instant;

import org.chatdock.simulator.ScriptId;

/**
 * Makes ids of their own for every run, for clients that remember an earlier one.
 *
 * @param run when the run began
 */
public record FreshIds(Instant run) {

    /** The same id in this run: a suffix for strings, another number for numbers. */
    public ScriptId of(ScriptId id) {
        long seconds = run.getEpochSecond();
        if (!id.number()) {
            return new ScriptId(id.text() + "-" + Long.toString(seconds, Character.MAX_RADIX), false);
        }
        long number = Long.parseLong(id.text());
        // Towards zero, so that 64 bits are enough for large ones.
        return new ScriptId(Long.toString(number > 0 ? number - seconds : number + seconds), true);
    }
}
