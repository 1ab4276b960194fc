// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.connection;

/** The states of the line, in the words of the gateway's older client. */
public enum ConnectionState {
    /** Trying, or waiting for the next try. */
    CONNECTING,
    /** Up for the first time since the line was started. */
    OPEN,
    /** Up again after a loss. */
    REOPEN,
    /** Stopped for a reason that trying again will not cure by itself. */
    ERROR,
    /** Down: passed through on every loss, stayed in after a sign-out. */
    CLOSE;

    /** Whether messages flow. */
    public boolean isUp() {
        return this == OPEN || this == REOPEN;
    }
}
