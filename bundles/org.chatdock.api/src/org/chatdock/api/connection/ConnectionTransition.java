// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.connection;

import java.time.Instant;
import java.util.Objects;

/**
 * One change of the line's state. Holds no credentials.
 *
 * @param time when, by the wall clock
 * @param monotonicMillis the same by a clock that nobody sets, in milliseconds from an arbitrary start; differences
 *        between two transitions of one process are true even if the wall clock was moved
 * @param from the state that was left
 * @param to the state that was entered; the same as {@code from} when a try follows a wait
 * @param cause why, as in {@link ConnectionStatus#cause}
 * @param code the WebSocket close code or HTTP status that led here, 0 if none
 * @param reason the same for a human being, in English; may be empty
 * @param attempt how many tries have been begun since the line was last up
 * @param socket which try or socket of this line it is about; numbers grow, and some have none
 * @param localAddress this end of the socket as {@code address:port}, empty if it is not connected
 */
public record ConnectionTransition(Instant time, long monotonicMillis, ConnectionState from, ConnectionState to,
        String cause, int code, String reason, int attempt, long socket, String localAddress) {
    public ConnectionTransition {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(localAddress, "localAddress");
    }
}
