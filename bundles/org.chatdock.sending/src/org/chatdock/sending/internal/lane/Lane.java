// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.lane;

/** Runs one task after the other, in the order in which they were given. Any thread may give some. */
public interface Lane {
    /** Something that will run. */
    @FunctionalInterface
    interface Timer {
        /** Nothing is planned. */
        Timer NONE = () -> { };

        /** Too late it does nothing. */
        void cancel();
    }

    /** @return whether it will run; false once the lane has ended */
    boolean execute(Runnable task);

    /** Runs something on the lane after a while, unless the lane ends before. */
    Timer schedule(long delayMillis, Runnable task);
}
