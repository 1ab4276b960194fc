// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import org.chatdock.api.store.StoreException;

/** Is told how a store that is open fares, on the store's threads. Returns at once. */
interface StoreWatcher {
    /** Nobody wants to know. */
    StoreWatcher NONE = new StoreWatcher() {
        @Override
        public void writing(StoreException failure) {
            // Whoever writes is told anyway.
        }

        @Override
        public void damaged(StoreException failure) {
            // Whoever reads or writes is told anyway.
        }
    };

    /** What was written last has failed, or is well again: null. Told when that changes. */
    void writing(StoreException failure);

    /** Something that was read or written showed that the file is damaged. May be told many times. */
    void damaged(StoreException failure);
}
