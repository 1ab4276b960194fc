// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.guest;

import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.ActionContext;
import org.chatdock.ui.api.MessageAction;
import org.osgi.service.component.annotations.Component;

/** Copies the number of an order. */
@Component
public class OrderAction implements MessageAction {
    @Override
    public String label(StoredMessage stored) {
        return stored.message().type().equals(Order.TYPE) ? "Copy order number" : "";
    }

    @Override
    public void run(StoredMessage stored, ActionContext context) {
        context.copy(Order.of(stored.message()).number());
    }
}
