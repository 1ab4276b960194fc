// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * The agent's memory: every message, in order, once. The room {@code store} provides {@link ConversationStore};
 * handlers append, views read and listen.
 */
package org.chatdock.api.store;
