// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/**
 * Where a message is.
 *
 * @param conversation the conversation's key
 * @param position its place there
 */
record Place(long conversation, Position position) {
}
