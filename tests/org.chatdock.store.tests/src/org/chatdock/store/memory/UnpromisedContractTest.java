// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.memory;

import java.time.Duration;

/** The contract, kept in memory, by a store that knows of no promise. */
class UnpromisedContractTest extends MemoryStoreContractTest {
    @Override
    protected Duration answerWithin() {
        return null;
    }
}
