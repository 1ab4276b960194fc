// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

/** Where a message of the agent's is. */
public enum SendState {
    /** It is stored and waits: for those before it, for the next try, for somebody to sign in. */
    WAITING,
    /** Its request is under way. The gateway may have it. */
    SENDING,
    /** The gateway has it, under an id of its own; it stands in the conversation. */
    SENT,
    /**
     * The answer was lost: the gateway may have it or not. It is looked for, on the line and in the history, and never
     * sent again unless the agent says so.
     */
    UNKNOWN,
    /** The gateway does not have it, and it is not tried again unless the agent says so. */
    REFUSED,
    /** It waited too long to be sent without being asked for; the gateway does not have it. */
    EXPIRED
}
