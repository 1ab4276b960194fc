// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * The room {@code store}: messages in one SQLite file. {@link org.chatdock.store.internal.SqliteStore} is the door,
 * {@link org.chatdock.store.internal.StoreComponent} hangs it into OSGi.
 * <h2>Threads</h2>
 * {@code chatdock-store-writer} owns the one connection that writes, and completes the stages.
 * {@code chatdock-store-listeners} tells the listeners. Reading happens on the caller's thread, on other connections.
 */
package org.chatdock.store.internal;
