// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.time.Instant;

/**
 * What the gateway still lets the agent send to a customer: so many messages, until a time; both begin anew with each
 * message of the customer. WeCom, say, takes 5 within 48 hours.
 *
 * @param left how many more, what waits already taken off; 0 or more; {@link Integer#MAX_VALUE} if they are not counted
 * @param of how many there are after a message of the customer; {@link Integer#MAX_VALUE} if they are not counted
 * @param closes until when; {@link Instant#MAX} for ever, {@link Instant#MIN} if the customer has never written
 */
public record Allowance(int left, int of, Instant closes) {
    public Allowance {
        if (left < 0 || of < 0 || left > of) {
            throw new IllegalArgumentException(left + " of " + of + " cannot be left.");
        }
    }

    /** Whether so many may be sent at a time. */
    public boolean allows(int messages, Instant now) {
        return messages <= left && now.isBefore(closes);
    }
}
