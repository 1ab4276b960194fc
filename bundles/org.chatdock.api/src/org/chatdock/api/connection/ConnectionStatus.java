// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.connection;

import java.time.Instant;
import java.util.Objects;

/**
 * What is known of the line at one moment. Holds no credentials: addresses are given without query and user part.
 *
 * @param state the state
 * @param since when this state was entered
 * @param cause why, a short stable word such as {@code start}, {@code refused}, {@code closed}; never null
 * @param code the WebSocket close code or HTTP status that led here, 0 if none
 * @param reason the same for a human being, in English; empty if there is nothing to say
 * @param attempt how many tries have been begun since the line was last up; 0 while it is up
 * @param nextTry when the next try begins, null if none is planned
 * @param reopened whether the line has ever come up again after a loss
 * @param lastHeartbeat when the last heartbeat left or the last frame came, null before the first
 * @param lastError the last error in words, empty if there was none
 * @param lastClose the last close as {@code code reason}, empty if there was none
 * @param current whether conversations are complete: the line is up, and what came while it was down has been asked for
 *        if there is a {@link HistorySource}
 */
public record ConnectionStatus(ConnectionState state, Instant since, String cause, int code, String reason, int attempt,
        Instant nextTry, boolean reopened, Instant lastHeartbeat, String lastError, String lastClose,
        boolean current) {
    public ConnectionStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(lastError, "lastError");
        Objects.requireNonNull(lastClose, "lastClose");
    }
}
