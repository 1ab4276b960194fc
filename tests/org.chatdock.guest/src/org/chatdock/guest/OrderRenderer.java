// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.guest;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageBody;
import org.chatdock.ui.api.MessageRenderer;
import org.chatdock.ui.api.RenderContext;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.osgi.service.component.annotations.Component;

/** Shows an order as a card: what was ordered, and a button that begins the answer. */
@Component
public class OrderRenderer implements MessageRenderer {
    @Override
    public int score(StoredMessage stored) {
        return stored.understood() && stored.message().type().equals(Order.TYPE) ? 20 : 0;
    }

    @Override
    public MessageBody create(Composite parent, RenderContext context) {
        return new Card(parent, context);
    }

    @Override
    public String accessibleText(Message message) {
        return Order.of(message).title() + ", " + Order.of(message).sum();
    }

    @Override
    public String plainText(Message message) {
        return Order.of(message).text();
    }

    private static final class Card implements MessageBody {
        private final Composite box;
        private final Label text;
        private StoredMessage shown;

        Card(Composite parent, RenderContext context) {
            box = new Composite(parent, SWT.NONE);
            box.setBackground(context.background());
            box.setLayout(new GridLayout());
            text = OrderPanel.dress(new Label(box, SWT.WRAP), context);
            Button confirm = OrderPanel.dress(new Button(box, SWT.PUSH), context);
            confirm.setText("Confirm\u2026");
            confirm.addListener(SWT.Selection, event -> context.compose(shown.message().conversation(),
                    "Thank you for your order " + Order.of(shown.message()).number() + "! "));
        }

        @Override
        public Control control() {
            return box;
        }

        @Override
        public void bind(StoredMessage message) {
            shown = message;
            text.setText(Order.of(message.message()).text().replace("&", "&&"));
        }

        @Override
        public void unbind() {
            shown = null;
        }
    }
}
