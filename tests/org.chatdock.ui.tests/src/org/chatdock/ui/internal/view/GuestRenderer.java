// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageBody;
import org.chatdock.ui.api.MessageRenderer;
import org.chatdock.ui.api.RenderContext;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

/** A renderer of another bundle: counts what is asked of it, checks the order, and fails where it is told to. */
final class GuestRenderer implements MessageRenderer {
    /** Where it fails. */
    enum Fault {
        SCORE, CREATE, NULL_BODY, BIND, LINK,
        /** Only on a message that says {@link GuestRenderer#POISON}. */
        POISON
    }

    static final String POISON = "poison";

    private final String type;
    private final Fault fault;
    private int calls;
    private int created;
    private int bound;

    /** @param fault null for none */
    GuestRenderer(String type, Fault fault) {
        this.type = type;
        this.fault = fault;
    }

    int calls() {
        return calls;
    }

    int created() {
        return created;
    }

    /** How many bodies are bound now. */
    int bound() {
        return bound;
    }

    private void fail(Fault where) {
        if (fault == where) {
            throw new IllegalStateException("expected");
        }
    }

    @Override
    public int score(StoredMessage stored) {
        calls++;
        if (!stored.message().type().equals(type)) {
            return 0;
        }
        fail(Fault.SCORE);
        return 20;
    }

    @Override
    public MessageBody create(Composite parent, RenderContext context) {
        calls++;
        created++;
        fail(Fault.CREATE);
        if (fault == Fault.LINK) {
            throw new NoClassDefFoundError("expected");
        }
        return fault == Fault.NULL_BODY ? null : new Body(parent);
    }

    @Override
    public String accessibleText(Message message) {
        return message.content();
    }

    @Override
    public String plainText(Message message) {
        return message.content();
    }

    private final class Body implements MessageBody {
        private final Label label;
        private StoredMessage shown;

        Body(Composite parent) {
            label = new Label(parent, SWT.NONE);
        }

        @Override
        public Control control() {
            return label;
        }

        @Override
        public void bind(StoredMessage message) {
            calls++;
            assertNull(shown, "Bound twice.");
            fail(Fault.BIND);
            if (message.message().content().equals(POISON)) {
                fail(Fault.POISON);
            }
            shown = message;
            bound++;
            label.setText(message.message().content());
        }

        @Override
        public void unbind() {
            assertNotNull(shown, "Unbound without being bound.");
            shown = null;
            bound--;
        }
    }
}
