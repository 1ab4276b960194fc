// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.concurrent.atomic.AtomicReference;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.customer.CustomerDirectory;
import org.chatdock.api.message.ConversationId;
import org.osgi.service.log.Logger;

/** What customers are called: by the host CRM if it knows, else by their ids. UI thread. */
public final class CustomerNames {
    private final AtomicReference<CustomerDirectory> directory = new AtomicReference<>();
    private final Logger log;

    public CustomerNames(Logger log) {
        this.log = log;
    }

    /** @param directory null if there is none */
    public void setDirectory(CustomerDirectory directory) {
        this.directory.set(directory);
    }

    public void unsetDirectory(CustomerDirectory gone) {
        directory.compareAndSet(gone, null);
    }

    public String name(ConversationId conversation) {
        Customer customer = customer(conversation);
        if (customer != null && !customer.name().isBlank()) {
            return customer.name();
        }
        return conversation.value().isEmpty() ? Messages.Avatar_unknown : conversation.value();
    }

    public String detail(ConversationId conversation) {
        Customer customer = customer(conversation);
        return customer == null ? "" : customer.detail();
    }

    private Customer customer(ConversationId conversation) {
        CustomerDirectory current = directory.get();
        if (current == null) {
            return null;
        }
        try {
            return current.customer(conversation).orElse(null);
        } catch (RuntimeException | LinkageError e) {
            // A broken directory is asked no more, or every paint would log.
            directory.compareAndSet(current, null);
            log.error("The customer directory failed on conversation {} and is not asked again", conversation, e);
            return null;
        }
    }
}
