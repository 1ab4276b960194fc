// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

/**
 * How patient the line is. All in milliseconds; the defaults and their reasons stand in the configuration.
 *
 * @param pingInterval between two heartbeats; 0 sends none
 * @param upgradeTimeout until a try counts as failed
 * @param retryCap upper bound of the random part of a wait
 * @param stableAfter how long the line must be up before failures are forgotten
 * @param recheck the wait after an error that retrying alone does not cure
 */
public record LineOptions(long pingInterval, long upgradeTimeout, long retryCap, long stableAfter, long recheck) {
    public LineOptions {
        atLeast("pingIntervalSeconds", pingInterval, 0);
        atLeast("upgradeTimeoutMillis", upgradeTimeout, 1);
        atLeast("retryCapMillis", retryCap, 0);
        atLeast("stableAfterSeconds", stableAfter, 0);
        atLeast("recheckSeconds", recheck, 1);
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is too small; write at least " + least + ".");
        }
    }
}
