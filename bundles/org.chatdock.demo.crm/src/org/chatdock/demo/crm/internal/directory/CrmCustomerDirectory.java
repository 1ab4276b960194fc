// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.directory;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.customer.CustomerDirectory;
import org.chatdock.api.message.ConversationId;
import org.chatdock.demo.crm.internal.model.CustomerBook;
import org.chatdock.demo.crm.internal.model.Profile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells a chat add-on, if there is one, who our customers are. As a delayed component it is loaded when someone asks for
 * the service, and without the add-on nobody can.
 */
@Component
public final class CrmCustomerDirectory implements CustomerDirectory {
    private final CustomerBook book;

    @Activate
    public CrmCustomerDirectory(@Reference CustomerBook book) {
        this.book = book;
    }

    @Override
    public Optional<Customer> customer(ConversationId conversation) {
        return book.find(conversation.value()).map(found -> customer(found.profile()));
    }

    private static Customer customer(Profile profile) {
        String detail = Stream.of(profile.company(), profile.city()).filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" \u00b7 "));
        return new Customer(profile.name(), detail);
    }
}
