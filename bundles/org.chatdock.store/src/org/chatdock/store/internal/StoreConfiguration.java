// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration {@code org.chatdock.store}. */
@ObjectClassDefinition(name = "Chatdock: store", description = "Where the agent's messages are kept.")
public @interface StoreConfiguration {
    @AttributeDefinition(name = "Directory", required = false,
            description = "The directory of messages.db; its parent must exist. Empty: in the workspace's metadata.")
    String directory() default "";

    @AttributeDefinition(name = "Durability", options = { @Option(label = "Full", value = "FULL"),
            @Option(label = "Normal", value = "NORMAL") },
            description = "FULL survives a power failure; NORMAL only a crash of the program, and is a little faster.")
    String synchronous() default "FULL";
}
