// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.directory;

import java.util.Map;

import org.chatdock.api.customer.CustomerFields;
import org.chatdock.api.message.ConversationId;
import org.chatdock.demo.crm.internal.Texts;
import org.chatdock.demo.crm.internal.model.CustomerBook;
import org.chatdock.demo.crm.internal.model.Order;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells a chat add-on, if there is one, of a customer's latest order, for the placeholders of quick replies. A delayed
 * component, as {@link CrmCustomerDirectory} is.
 */
@Component
public final class CrmCustomerFields implements CustomerFields {
    private final CustomerBook book;

    @Activate
    public CrmCustomerFields(@Reference CustomerBook book) {
        this.book = book;
    }

    @Override
    public Map<String, String> fields(ConversationId conversation) {
        return book.find(conversation.value()).flatMap(customer -> customer.orders().stream().findFirst())
                .map(CrmCustomerFields::fields).orElse(Map.of());
    }

    private static Map<String, String> fields(Order latest) {
        return Map.of("order.number", latest.number(), "order.date", Texts.of(latest.date()), "order.item",
                latest.item(), "order.state", Texts.of(latest.state()));
    }
}
