// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

/** What an agent has decided about a conversation. Nothing of it leaves this machine. */
public enum ConversationState {
    /**
     * It is to be answered, or may become so. A message of the customer makes it so again, whatever it was: one that
     * is new, however late it comes, or that comes over from another conversation once it is understood.
     */
    OPEN,
    /** Put aside until the customer writes again. */
    PARKED,
    /** Done. */
    CLOSED
}
