// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/** The contract, kept while everything is moved out of the inbox at once. */
class MovingContractTest extends SqliteStoreContractTest {
    @Override
    Pace pace() {
        return Paces.ALWAYS;
    }
}
