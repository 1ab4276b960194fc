// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.guard;

/**
 * Something in a text that should not leave without a second look.
 *
 * @param start where it begins in the text
 * @param end where it ends, exclusive
 * @param tail its last characters, enough for the agent to find it; empty if nothing of it is shown
 */
record Find(Kind kind, int start, int end, String tail) {
    /** What it looks like. */
    enum Kind {
        IDENTITY_CARD, BANK_CARD, PASSWORD, CODE, TOKEN, PRIVATE_KEY
    }
}
