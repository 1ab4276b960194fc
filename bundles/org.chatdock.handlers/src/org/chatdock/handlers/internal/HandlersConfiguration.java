// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.handlers.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.chatdock.handlers}: the names under which the gateway expects acknowledgements. */
@ObjectClassDefinition(name = "Chatdock handlers", description = "Names under which messages are acknowledged.")
@interface HandlersConfiguration {
    String PID = "org.chatdock.handlers";

    @AttributeDefinition(description = "Name for messages of type text.")
    String textName() default "newTextMessage";

    @AttributeDefinition(description = "Name for messages of type image.")
    String imageName() default "newImageMessage";

    @AttributeDefinition(description = "Name for messages of type file.")
    String fileName() default "newFileMessage";

    @AttributeDefinition(description = "Name for messages of type voice.")
    String voiceName() default "newVoiceMessage";

    @AttributeDefinition(description = "Name for messages of type video.")
    String videoName() default "newVideoMessage";

    @AttributeDefinition(description = "Name for messages of type link.")
    String linkName() default "newLinkMessage";

    @AttributeDefinition(description = "Name for messages of type event.")
    String eventName() default "newEventMessage";

    @AttributeDefinition(description = "Name for messages that no handler understands; sent only if "
            + "org.chatdock.dispatch acknowledges them.")
    String unknownName() default "unknownMessage";
}
