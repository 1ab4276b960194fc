// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.chatdock.dispatch}. */
@ObjectClassDefinition(name = "Chatdock dispatch", description = "How messages reach their handlers.")
@interface DispatchConfiguration {
    String PID = "org.chatdock.dispatch";

    @AttributeDefinition(description = "Threads that run handlers: so many conversations side by side.")
    int threads() default 4;

    @AttributeDefinition(description = "Whether what only a fallback handled is acknowledged, under its name.")
    boolean acknowledgeUnknown() default false;

    @AttributeDefinition(description = "After how many milliseconds a call counts as slow: the log names the handler, "
            + "and another thread helps out.")
    long slowCallMillis() default 200;

    @AttributeDefinition(description = "After how many milliseconds a call is given up.")
    long callLimitMillis() default 5_000;

    @AttributeDefinition(description = "After how many milliseconds a handler's effect counts as not durable.")
    long stageLimitMillis() default 30_000;

    @AttributeDefinition(description = "How many failures in a row put a handler into quarantine.")
    int handlerFailures() default 5;

    @AttributeDefinition(description = "How many milliseconds a handler's first quarantine lasts; every next one in a "
            + "row lasts twice as long.")
    long quarantineMillis() default 10_000;

    @AttributeDefinition(description = "How many milliseconds a handler's quarantine lasts at most.")
    long quarantineCapMillis() default 600_000;

    @AttributeDefinition(description = "How many failures of a handler on one message put the message into quarantine.")
    int messageTries() default 3;
}
