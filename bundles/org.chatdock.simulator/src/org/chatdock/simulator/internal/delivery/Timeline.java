// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * Turns script times into real ones.
 *
 * @param start when play began
 * @param pace factor on all waits; 0: no waits
 * @param end script time of the last message
 */
public record Timeline(Instant start, double pace, Duration end) {

    /** How long after the start something happens; what lies in the past happens at once. */
    Duration due(Duration time) {
        return time.isNegative() ? Duration.ZERO : paced(time);
    }

    /** The time that a message carries. Without waits the script is moved so that its last message is of now. */
    Instant written(Duration time) {
        if (pace == 0) {
            return start.plus(end.isNegative() ? time : time.minus(end));
        }
        return start.plus(time.isNegative() ? time : paced(time));
    }

    Duration paced(Duration wait) {
        return Duration.ofNanos(Math.round(wait.toNanos() * pace));
    }
}
