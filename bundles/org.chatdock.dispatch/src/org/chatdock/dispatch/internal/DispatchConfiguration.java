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
}
