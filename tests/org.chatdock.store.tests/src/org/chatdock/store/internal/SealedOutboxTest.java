// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/** The same, encrypted. */
class SealedOutboxTest extends OutboxTest {
    @Override
    StoreOptions options() {
        return Sealed.OPTIONS;
    }
}
