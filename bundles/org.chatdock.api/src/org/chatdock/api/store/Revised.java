// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

/** What a revision did. */
public enum Revised {
    /** The message reads differently from now on. */
    CHANGED,
    /** The message has not come yet; the revision waits for it. */
    WAITING,
    /** This revision or a later one was known, or the message is not kept any more; nothing changed. */
    OUTDATED
}
