// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.chatdock.account}: who signs in, when no host CRM offers a credential source. */
@ObjectClassDefinition(name = "Chatdock account", description = "Who signs in.")
@interface AccountConfiguration {
    String PID = "org.chatdock.account";

    @AttributeDefinition(description = "The company.")
    String corpId() default "";

    @AttributeDefinition(description = "The agent.")
    String userId() default "";

    @AttributeDefinition(type = AttributeType.PASSWORD, description = "The secret of the session.")
    String token() default "";
}
