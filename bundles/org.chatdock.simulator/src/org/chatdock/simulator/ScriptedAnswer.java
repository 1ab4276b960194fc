// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What comes back after the agent has sent something: one message or several in a row.
 *
 * @param lines in order, at least one
 */
public record ScriptedAnswer(List<Line> lines) {

    /**
     * One message of an answer.
     *
     * @param pause after the line before, for the first line after the agent's message
     * @param utterance what is said
     */
    public record Line(Duration pause, Utterance utterance) {

        /** Both are required. */
        public Line {
            Objects.requireNonNull(pause, "pause");
            Objects.requireNonNull(utterance, "utterance");
        }
    }

    /** Copies the list. */
    public ScriptedAnswer {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an answer needs a line");
        }
    }
}
