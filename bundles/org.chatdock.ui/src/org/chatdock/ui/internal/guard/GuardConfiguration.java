// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.guard;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.chatdock.guard}. With all three off the guard says nothing. */
@ObjectClassDefinition(name = "Chatdock: outgoing data guard",
        description = "What the agent is warned of before it is sent to a customer.")
public @interface GuardConfiguration {
    String PID = "org.chatdock.guard";

    @AttributeDefinition(name = "Identity cards",
            description = "Whether to warn of Chinese identity card numbers of 18 characters.")
    boolean identityCards() default true;

    @AttributeDefinition(name = "Bank cards", description = "Whether to warn of the numbers of bank cards.")
    boolean bankCards() default true;

    @AttributeDefinition(name = "Passwords",
            description = "Whether to warn of passwords, verification codes, access tokens and private keys.")
    boolean passwords() default true;
}
