// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * {@link org.chatdock.testkit.store.MemoryStore}, a store for tests, and
 * {@link org.chatdock.testkit.store.ConversationStoreContractTest}, what every store has to do: a subclass brings an
 * empty store for each test.
 */
package org.chatdock.testkit.store;
