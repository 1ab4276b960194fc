// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageBody;
import org.chatdock.ui.api.MessageRenderer;
import org.chatdock.ui.api.RenderContext;
import org.eclipse.swt.widgets.Composite;

/** The fallback: shows any message as its type and its fields. */
final class UnknownRenderer implements MessageRenderer {
    @Override
    public int score(StoredMessage message) {
        return 1;
    }

    @Override
    public MessageBody create(Composite parent, RenderContext context) {
        return new UnknownBody(parent, context);
    }

    @Override
    public String accessibleText(Message message) {
        return new RawFields(message).title();
    }

    @Override
    public String plainText(Message message) {
        RawFields fields = new RawFields(message);
        return fields.title() + '\n' + fields.lines();
    }
}
