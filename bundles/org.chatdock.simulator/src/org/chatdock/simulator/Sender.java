// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.util.Objects;

/** Who writes a scripted message. */
public sealed interface Sender {

    /** The customer whose conversation it is. */
    record User() implements Sender {
    }

    /** The agent who is signed in, writing from another device. */
    record SameAgent() implements Sender {
    }

    /**
     * Another agent of the same shop.
     *
     * @param user the colleague's user id without the corp, as in {@code lily}
     * @param name the colleague's name as shown, the user id where the script gives none
     */
    record Colleague(String user, String name) implements Sender {

        /** Both are required. */
        public Colleague {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(name, "name");
        }
    }

    /** The service itself: hand-overs, notices. */
    record Notice() implements Sender {
    }
}
