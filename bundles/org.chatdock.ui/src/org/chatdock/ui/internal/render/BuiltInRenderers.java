// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import java.util.List;

import org.chatdock.api.message.MessageType;
import org.chatdock.ui.api.MessageRenderer;

/** The renderers that Chatdock brings. */
public final class BuiltInRenderers {
    private final PictureLoader pictures;

    public BuiltInRenderers(PictureLoader pictures) {
        this.pictures = pictures;
    }

    public List<MessageRenderer> all() {
        return List.of(new BuiltIn(TextBody::new, MessageType.TEXT, MessageType.EVENT),
                new BuiltIn((parent, context) -> new PictureBody(parent, context, pictures), MessageType.IMAGE),
                new BuiltIn((parent, context) -> new CardBody(parent, context, pictures), MessageType.FILE,
                        MessageType.VOICE, MessageType.VIDEO, MessageType.LINK));
    }

    /** Stands for messages that were recalled. */
    public MessageRenderer recalled() {
        return new RecalledRenderer();
    }

    /** Shows whatever nobody else can. */
    public MessageRenderer fallback() {
        return new UnknownRenderer();
    }
}
