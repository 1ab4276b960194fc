// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/** The contract, kept while everything stands in the encrypted inbox. */
class SealedInboxContractTest extends InboxContractTest {
    @Override
    StoreOptions options() {
        return Sealed.OPTIONS;
    }
}
