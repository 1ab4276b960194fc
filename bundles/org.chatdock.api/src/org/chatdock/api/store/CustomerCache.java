// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.ConversationId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Remembers how the host called its customers, for when it does not answer (yet). Any thread may call any method.
 * Writing returns at once and completes after the commit, on the store's writer thread, or fails with
 * {@link StoreException}.
 */
@ProviderType
public interface CustomerCache {
    /** All customers that were put. Waits for the disk: not for the UI thread. A copy. */
    Map<ConversationId, Customer> customers();

    /** Keeps customers in place of those that were kept for the same conversations. The map is copied. */
    CompletionStage<Void> putCustomers(Map<ConversationId, Customer> customers);
}
