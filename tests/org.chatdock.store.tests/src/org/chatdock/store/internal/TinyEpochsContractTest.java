// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.file.Path;

/** The contract, kept while everything is moved at once, and two arrivals make an epoch. */
class TinyEpochsContractTest extends MovingContractTest {
    @Override
    void prepare(Path directory) throws Exception {
        TinyEpochs.create(directory, options(), null, 1);
    }
}
