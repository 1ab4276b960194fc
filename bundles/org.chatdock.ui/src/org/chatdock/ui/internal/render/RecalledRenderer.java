// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageBody;
import org.chatdock.ui.api.MessageRenderer;
import org.chatdock.ui.api.RenderContext;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

/** Stands for messages that were recalled, of whatever type. */
final class RecalledRenderer implements MessageRenderer {
    @Override
    public int score(StoredMessage stored) {
        return stored.recalled() ? 1 : 0;
    }

    @Override
    public MessageBody create(Composite parent, RenderContext context) {
        Label label = new Label(parent, SWT.NONE);
        label.setText(Messages.Message_recalled);
        label.setFont(context.font());
        label.setBackground(context.background());
        label.setForeground(context.secondary());
        return new MessageBody() {
            @Override
            public Control control() {
                return label;
            }

            @Override
            public void bind(StoredMessage stored) {
                // They all look the same.
            }

            @Override
            public void unbind() {
                // Nothing was taken from the message.
            }
        };
    }

    @Override
    public String accessibleText(Message message) {
        return Messages.Message_recalled;
    }

    @Override
    public String plainText(Message message) {
        return Messages.Message_recalled;
    }
}
