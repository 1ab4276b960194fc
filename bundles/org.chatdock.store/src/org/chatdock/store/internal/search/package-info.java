// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * Full text search. {@link org.chatdock.store.internal.search.IndexWriter} keeps the index,
 * {@link org.chatdock.store.internal.search.SearchThread} searches; of the store they know
 * {@link org.chatdock.store.internal.search.Source} only.
 * <p>
 * The index says which messages may be hits; whether they are, their text says: a message can have all the pieces of a
 * word without the word.
 */
package org.chatdock.store.internal.search;
