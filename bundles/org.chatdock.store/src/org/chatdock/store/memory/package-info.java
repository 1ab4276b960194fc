// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * The store of a host that must not write to disk, and of tests: {@link org.chatdock.store.memory.MemoryStore}.
 */
package org.chatdock.store.memory;
