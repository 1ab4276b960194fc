// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/** How the encrypted store writes. */
class SealedStoreWritingTest extends SqliteStoreWritingTest {
    @Override
    StoreOptions options() {
        return Sealed.OPTIONS;
    }
}
