// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * The words that every room shares: a message and what names it. Values only: immutable, safe on any thread.
 * Rooms produce them, handlers and views read them; nobody implements anything here.
 */
package org.chatdock.api.message;
