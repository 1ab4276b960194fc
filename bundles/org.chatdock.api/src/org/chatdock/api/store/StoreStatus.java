// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.util.List;
import java.util.Objects;

/**
 * How the store is.
 *
 * @param state what can be done with it
 * @param encrypted whether what it writes is encrypted; false while that is not known
 * @param place the file or directory, or another name; for people
 * @param problem what is wrong and what to do, in one or two English sentences; empty if nothing is. Holds no message
 *            text and no key
 * @param notices what the agent should know and has not confirmed with {@link StoreHealth#noticesSeen}, such as that a
 *            damaged file was set aside, and where it is, in English; the oldest first. What is past is kept over
 *            restarts; what still holds, such as that the store should be encrypted and is not, comes with each
 *            opening. Empty while the store is not open
 */
public record StoreStatus(State state, boolean encrypted, String place, String problem, List<String> notices) {
    /** What can be done with the store. */
    public enum State {
        /** It is being opened. Its services will come. */
        OPENING,
        /** It reads and writes. */
        READY,
        /** It reads, but the last write failed; nothing is acknowledged meanwhile. Each write tries again. */
        NOT_WRITABLE,
        /**
         * It could not be opened, or is being salvaged, and its services are not there. It is tried again: soon if
         * another process has it, at once when a {@link KeySource} comes, goes or changes, and seldom otherwise.
         */
        UNAVAILABLE
    }

    public StoreStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(problem, "problem");
        notices = List.copyOf(notices);
    }
}
