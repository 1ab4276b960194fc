// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.engine;

import java.time.Instant;

/**
 * What the clocks, and the socket, say when an event is told.
 *
 * @param millis by a clock that nobody sets, in milliseconds from an arbitrary start; it may stand still while the
 *        machine sleeps
 * @param wall by the wall clock, which may be set forward and back
 * @param heardMillis when, by the first clock, the last frame of the present socket came; {@link #NEVER} if none has
 */
public record Moment(long millis, Instant wall, long heardMillis) {
    public static final long NEVER = Long.MIN_VALUE / 2;
}
