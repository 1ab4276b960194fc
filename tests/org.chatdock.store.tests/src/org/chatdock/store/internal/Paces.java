// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/** When a store under test moves messages out of its inbox. */
final class Paces {
    /** Never by itself: the test does, when it wants to. */
    static final Pace NEVER = new Pace(1_000_000_000, Long.MAX_VALUE / 4, 1, 1, Long.MAX_VALUE, Integer.MAX_VALUE);
    /** All the time, and in small steps: every commit is followed by some. */
    static final Pace ALWAYS = new Pace(1, 0, 3, 2, Long.MAX_VALUE, 16 << 20);

    private Paces() {
    }
}
