// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.engine;

/** What an ending means for the next try. */
enum Verdict {
    /** It may work the next time. */
    RETRY,
    /** The gateway restarts, and everybody comes back at the same time. */
    SPREAD,
    /** The credentials are refused: there may be better ones. */
    REFUSED,
    /** A message was too large for one of the two sides: it may be so the next time too. */
    TOO_LARGE,
    /** The peer will say the same again. */
    STOP,
    /** The agent is signed in elsewhere; two that come back in turn would throw each other out for ever. */
    CONFLICT;

    static Verdict of(Ending ending, EngineOptions.Stops stops) {
        int code = ending.code();
        if (ending.isRefusal()) {
            if (code == 409) {
                return CONFLICT;
            }
            return !stops.statuses().contains(code) ? RETRY : code == 401 || code == 403 ? REFUSED : STOP;
        }
        if (!ending.cause().equals(Ending.CLOSED)) {
            return RETRY;
        }
        if (stops.conflicts().contains(code)) {
            return CONFLICT;
        }
        if (stops.closes().contains(code)) {
            return STOP;
        }
        return switch (code) {
            case 1009 -> TOO_LARGE;
            case 1012, 1013 -> SPREAD;
            default -> RETRY;
        };
    }
}
