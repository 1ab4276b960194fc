// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.engine;

import org.chatdock.api.connection.Credentials;

/**
 * What the engine is told. A generation says to which try or socket it belongs; what belongs to an old one changes
 * nothing.
 */
public sealed interface Event {
    /** Bring the line up and keep it up. */
    record Start() implements Event {
    }

    /** Say goodbye and stay down. */
    record Stop() implements Event {
    }

    /** The agent does not want to wait. */
    record RetryNow() implements Event {
    }

    /** There may be other credentials now. */
    record SignedIn() implements Event {
    }

    /** The credentials that were asked for. */
    record Answered(long generation, Credentials credentials) implements Event {
    }

    /**
     * There are none.
     *
     * @param failure a class name or the like; no text of a stranger
     */
    record Unanswered(long generation, String failure) implements Event {
    }

    /** The upgrade is done. */
    record Opened(long generation) implements Event {
    }

    /** The socket, or the try, is over. */
    record Ended(long generation, Ending ending) implements Event {
    }

    /** An alarm went off. */
    record Rang(long generation, Alarm alarm) implements Event {
    }

    /**
     * A network interface came or went.
     *
     * @param ownGone whether the present socket's own address went
     */
    record NetworkChanged(boolean ownGone) implements Event {
    }

    /**
     * A message could not be taken; the line goes on.
     *
     * @param reason for a human being
     */
    record LeftOut(String reason) implements Event {
    }
}
