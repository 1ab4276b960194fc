// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/** Runs things one after the other on a thread of its own. Any thread may ask. */
interface Agenda {
    /** As soon as possible. */
    void execute(Runnable task);

    /** After a while, in milliseconds. */
    void later(Runnable task, long millis);

    /**
     * Runs what is to be done now, and nothing of what is for later; takes nothing more. Does not wait longer than the
     * time given.
     */
    void close(long millis);
}
