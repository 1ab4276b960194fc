// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

/** One lane of work: what is given to it runs one after the other. */
public interface Scheduler {
    /** Runs the task soon, after those given before. Given after the end, it is dropped. */
    void execute(Runnable task);

    /** Runs the task after a while, unless it is cancelled first. */
    Timer schedule(long delayMillis, Runnable task);

    /** How many tasks wait for their turn now; timers are none. */
    int depth();

    /** A task that waits. */
    interface Timer {
        void cancel();
    }
}
