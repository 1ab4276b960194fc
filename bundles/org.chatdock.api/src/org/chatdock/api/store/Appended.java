// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

/** What an append did. */
public enum Appended {
    /** The message is new. */
    ADDED,
    /** The message was known as one that nobody understands, and now is understood. */
    UNDERSTOOD,
    /** The message was known; nothing changed. */
    DUPLICATE
}
