// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.quota;

import java.time.Duration;

/**
 * What the gateway lets an agent send after a message of the customer.
 *
 * @param window for how long; zero: for ever
 * @param quota how many messages; 0: any number
 */
public record ReplyRules(Duration window, int quota) {
    /** Whether they limit anything. */
    public boolean limit() {
        return !window.isZero() || quota > 0;
    }
}
