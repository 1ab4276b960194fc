// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import java.util.List;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageBody;
import org.chatdock.ui.api.MessageRenderer;
import org.chatdock.ui.api.RenderContext;
import org.chatdock.ui.internal.model.Messages;
import org.chatdock.ui.internal.model.Preview;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Composite;

/** A renderer that Chatdock brings: for understood messages of certain types. */
final class BuiltIn implements MessageRenderer {
    /** Creates bodies. */
    interface Factory {
        MessageBody create(Composite parent, RenderContext context);
    }

    private static final int SCORE = 10;
    /** A sentence for the ear: what is longer is read in the text itself. */
    private static final int LONGEST = 500;

    private final List<String> types;
    private final Factory factory;

    BuiltIn(Factory factory, String... types) {
        this.factory = factory;
        this.types = List.of(types);
    }

    @Override
    public int score(StoredMessage stored) {
        return stored.understood() && types.contains(stored.message().type()) ? SCORE : 0;
    }

    @Override
    public MessageBody create(Composite parent, RenderContext context) {
        return factory.create(parent, context);
    }

    @Override
    public String accessibleText(Message message) {
        String words = isText() ? message.content() : Preview.line(message, true);
        if (words.isBlank()) {
            return NLS.bind(Messages.Preview_other, message.type());
        }
        return words.length() > LONGEST ? words.substring(0, LONGEST) + '\u2026' : words;
    }

    @Override
    public String plainText(Message message) {
        return isText() || message.attachment().isEmpty() ? message.content() : PlainText.of(message);
    }

    private boolean isText() {
        return types.contains(MessageType.TEXT) || types.contains(MessageType.EVENT);
    }
}
