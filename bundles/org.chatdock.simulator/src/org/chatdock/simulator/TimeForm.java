// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

/** How a frame says when its message was written; gateways are known to do it in all of these ways. */
public enum TimeForm {
    /** {@code "MsgTime": 1700000000}: a number of seconds. */
    SECONDS,
    /** {@code "MsgTime": 1700000000000}: a number of milliseconds. */
    MILLIS,
    /** {@code "MsgTime": "1700000000"}: seconds as text. */
    TEXT,
    /** {@code "msgTime": 1700000000}: seconds under the other spelling. */
    LOWER,
    /** No time at all: the receiver takes its own. */
    NONE
}
