// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * The room {@code store}: messages in one SQLite file. {@link org.chatdock.store.internal.SqliteStore} is the door,
 * {@link org.chatdock.store.internal.StoreComponent} hangs it into OSGi.
 * <h2>A message's way</h2>
 * A commit appends it to the inbox ({@link org.chatdock.store.internal.WriteSession}) and to what is known of the inbox
 * in memory ({@link org.chatdock.store.internal.Backlog}); then it is acknowledged. Later
 * {@link org.chatdock.store.internal.Mover} takes it to the tables in which it is found
 * ({@link org.chatdock.store.internal.Schema}). Reading ({@link org.chatdock.store.internal.ReadSession}) merges both.
 * <h2>Threads</h2>
 * {@code chatdock-store-writer} owns the one connection that writes, and completes the stages.
 * {@code chatdock-store-housekeeping} only says when something is to be removed; the writer removes it;
 * {@code chatdock-store-listeners} tells the listeners, {@code chatdock-store-search} searches
 * ({@link org.chatdock.store.internal.search}). Other reading happens on the caller's thread, on other connections.
 */
package org.chatdock.store.internal;
