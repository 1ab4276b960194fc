// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.guest;

import java.util.stream.Collectors;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.CustomerPanel;
import org.chatdock.ui.api.PanelBody;
import org.chatdock.ui.api.RenderContext;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists a customer's latest orders. */
@Component
public class OrderPanel implements CustomerPanel {
    @Reference
    private ConversationStore store;

    @Override
    public String title() {
        return "Orders";
    }

    @Override
    public PanelBody create(Composite parent, RenderContext context) {
        Label list = dress(new Label(parent, SWT.WRAP), context);
        return new PanelBody() {
            private ConversationId shown;

            @Override
            public Control control() {
                return list;
            }

            /** The store is read elsewhere; when the answer comes, another customer may be shown. */
            @Override
            public void bind(ConversationId conversation) {
                shown = conversation;
                context.workers().execute(() -> {
                    String orders = orders(conversation);
                    context.onUi(() -> {
                        list.setText(conversation.equals(shown) ? orders.replace("&", "&&") : list.getText());
                        context.sizeChanged();
                    });
                });
            }

            @Override
            public void unbind() {
                shown = null;
            }
        };
    }

    static <C extends Control> C dress(C control, RenderContext context) {
        control.setBackground(context.background());
        control.setForeground(context.foreground());
        control.setFont(context.font());
        return control;
    }

    private String orders(ConversationId conversation) {
        String orders = store.page(conversation, null, 200).stream().map(StoredMessage::message)
                .filter(message -> message.type().equals(Order.TYPE)).map(Order::of)
                .map(order -> order.number() + "  " + order.sum()).collect(Collectors.joining("\n"));
        return orders.isEmpty() ? "No orders." : orders;
    }
}
