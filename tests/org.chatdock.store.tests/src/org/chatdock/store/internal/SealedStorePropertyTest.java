// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/** The encrypted store answers as a simple list would. */
class SealedStorePropertyTest extends StorePropertyTest {
    @Override
    StoreOptions options() {
        return Sealed.OPTIONS;
    }
}
