// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.desk;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.chatdock.ui}. */
@ObjectClassDefinition(name = "Chatdock views", description = "How the chat views behave.")
@interface UiConfiguration {
    String PID = "org.chatdock.ui";

    @AttributeDefinition(description = "Whether a sound is played when customers write.")
    boolean sound() default true;

    @AttributeDefinition(description = "Whether Enter sends. Ctrl+Enter always does, Shift+Enter starts a new line.")
    boolean enterSends() default true;
}
