// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.customer;

import java.util.Optional;

import org.chatdock.api.message.ConversationId;
import org.osgi.annotation.versioning.ConsumerType;

/** Gives a conversation its customer's name. An optional service of the host CRM; the highest ranking wins. */
@ConsumerType
public interface CustomerDirectory {
    /**
     * The customer of a conversation, or empty if the CRM knows none. Called on the UI thread, often: answer from
     * memory, at once. What it throws is logged, and the conversation shows its id.
     */
    Optional<Customer> customer(ConversationId conversation);
}
