// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.delivery;

import java.time.Duration;

/**
 * When a message is delivered again for want of an acknowledgement.
 *
 * @param after pause since the last delivery; zero: only on reconnect
 * @param limit how often at most, on reconnect included; negative: no limit
 */
public record RedeliveryPolicy(Duration after, int limit) {

    boolean timed() {
        return !after.isZero();
    }

    boolean allows(int repeats) {
        return limit < 0 || repeats < limit;
    }
}
