// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told what changed in the store. A whiteboard service. */
@ConsumerType
public interface StoreListener {
    /**
     * Something was committed. Called in the order of commits, on a thread of the store that is not its writer: return
     * soon, the next change waits. What it throws is logged and changes nothing.
     */
    void storeChanged(StoreChange change);
}
