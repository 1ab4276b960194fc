// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells how the store is. A service that is there as soon as the store is configured, even while the store itself is
 * not: {@link ConversationStore} and the others come when it is open, and go before it is closed or salvaged. Any
 * thread.
 */
@ProviderType
public interface StoreHealth {
    /** How the store is now. Never waits. */
    StoreStatus status();

    /**
     * The agent has seen the notices: they are not told again, also not after a restart, as far as the store can be
     * written. Returns at once; listeners are told of the status without them.
     */
    void noticesSeen();
}
