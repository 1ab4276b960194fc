// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

/**
 * The configuration, checked.
 *
 * @param threads how many conversations side by side
 * @param acknowledgeUnknown whether what only a fallback handled is acknowledged
 * @param slowCallMillis when a call is named in the log
 * @param callLimitMillis when it is given up
 * @param stageLimitMillis when a stage is given up
 * @param handlerFailures how many in a row put a handler into quarantine
 * @param quarantineMillis how long that lasts the first time
 * @param quarantineCapMillis and at most
 * @param messageTries how many failures put a message into quarantine
 */
record DispatchOptions(int threads, boolean acknowledgeUnknown, long slowCallMillis, long callLimitMillis,
        long stageLimitMillis, int handlerFailures, long quarantineMillis, long quarantineCapMillis, int messageTries) {
    /** @throws IllegalArgumentException if a number is less than 1 */
    DispatchOptions {
        atLeastOne("threads", threads);
        atLeastOne("slowCallMillis", slowCallMillis);
        atLeastOne("callLimitMillis", callLimitMillis);
        atLeastOne("stageLimitMillis", stageLimitMillis);
        atLeastOne("handlerFailures", handlerFailures);
        atLeastOne("quarantineMillis", quarantineMillis);
        atLeastOne("quarantineCapMillis", quarantineCapMillis);
        atLeastOne("messageTries", messageTries);
    }

    static DispatchOptions of(DispatchConfiguration configuration) {
        return new DispatchOptions(configuration.threads(), configuration.acknowledgeUnknown(),
                configuration.slowCallMillis(), configuration.callLimitMillis(), configuration.stageLimitMillis(),
                configuration.handlerFailures(), configuration.quarantineMillis(), configuration.quarantineCapMillis(),
                configuration.messageTries());
    }

    private static void atLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; write at least 1.");
        }
    }
}
