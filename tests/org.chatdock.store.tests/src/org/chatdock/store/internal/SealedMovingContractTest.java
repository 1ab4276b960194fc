// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/** The contract, kept encrypted, and moved at once. */
class SealedMovingContractTest extends MovingContractTest {
    @Override
    StoreOptions options() {
        return Sealed.OPTIONS;
    }
}
