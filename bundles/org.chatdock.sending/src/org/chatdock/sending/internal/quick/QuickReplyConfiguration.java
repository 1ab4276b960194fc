// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.quick;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.chatdock.quickreplies}. */
@ObjectClassDefinition(name = "Chatdock: quick replies", description = "Where the quick replies are.")
public @interface QuickReplyConfiguration {
    String PID = "org.chatdock.quickreplies";

    @AttributeDefinition(name = "Own file", required = false,
            description = "The absolute path of the agent's own replies. Empty: quickreplies.json in the workspace's "
                    + ".metadata/.plugins/org.chatdock.sending, if there is a workspace.")
    String ownFile() default "";

    @AttributeDefinition(name = "Shared file", required = false,
            description = "The absolute path of the replies for all; only read. Empty: there are none.")
    String sharedFile() default "";
}
