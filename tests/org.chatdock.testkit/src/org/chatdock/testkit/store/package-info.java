// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * {@link org.chatdock.testkit.store.ConversationStoreContractTest}, what every store has to do: a subclass brings an
 * empty store for each test. {@link org.chatdock.testkit.store.FaultyStore}, a store for tests that fails and waits
 * when it is told to, and {@link org.chatdock.testkit.store.ForwardingStore} to make others of. A store that only works
 * is {@link org.chatdock.store.memory.MemoryStore}.
 */
package org.chatdock.testkit.store;
