// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.delivery;

import java.time.Instant;

/** What is known of a message id. All fields are guarded by the desk's lock. */
final class Tracked {

    /** Order of the first offer: repeats after a reconnect keep it. */
    final int ordinal;
    /** The latest frame under this id; null once it is acknowledged. */
    Frame frame;
    boolean acked;
    int deliveries;
    int repeats;
    /** When to deliver it again for want of an acknowledgement. */
    Instant due = Instant.MAX;

    Tracked(int ordinal) {
        this.ordinal = ordinal;
    }
}
