// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.customer.CustomerDirectory;
import org.chatdock.api.message.ConversationId;
import org.osgi.service.log.Logger;

/**
 * What customers are called: by the host CRM if it knows, else as it called them last, else by their ids. UI thread,
 * but where said.
 */
public final class CustomerNames {
    private final AtomicReference<CustomerDirectory> directory = new AtomicReference<>();
    /** As the host called them last. */
    private final Map<ConversationId, Customer> known = new ConcurrentHashMap<>();
    private final CustomerKeeper keeper;
    private final Logger log;

    /** @param keeper is told of new names */
    public CustomerNames(CustomerKeeper keeper, Logger log) {
        this.keeper = keeper;
        this.log = log;
    }

    /** Takes over what was kept, where the host has not said anything since. Any thread. */
    public void restore(Map<ConversationId, Customer> kept) {
        kept.forEach(known::putIfAbsent);
    }

    /** Any thread. */
    public void setDirectory(CustomerDirectory directory) {
        this.directory.set(directory);
    }

    /** Any thread. */
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

    /** Null if nobody ever knew. */
    private Customer customer(ConversationId conversation) {
        Customer answer = ask(conversation);
        if (answer == null || answer.name().isBlank()) {
            return known.getOrDefault(conversation, answer);
        }
        if (!answer.equals(known.put(conversation, answer))) {
            keeper.learned(conversation, answer);
        }
        return answer;
    }

    private Customer ask(ConversationId conversation) {
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
