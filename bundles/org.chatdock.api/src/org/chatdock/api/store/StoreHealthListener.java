// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told how the store is. A whiteboard service. */
@ConsumerType
public interface StoreHealthListener {
    /**
     * The store's status is another one, or this listener has just come. Called in order, one listener after the
     * other, on a thread of the store that does nothing else: return soon. What it throws is logged and changes
     * nothing. A listener that has left may still be told what it is being told now.
     */
    void storeStatusChanged(StoreStatus status);
}
