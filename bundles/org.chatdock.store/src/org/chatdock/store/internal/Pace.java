// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/**
 * When the writer moves messages out of the inbox.
 *
 * @param idleMillis it begins when nothing was written for so long: who writes one message after the other shall not
 *            wait for the moving in between
 * @param backlogBytes it moves, however busy, while more than this is not moved; that is memory
 * @param sliceMessages how many it moves in one transaction, about: so long a message has to wait
 */
record Pace(long idleMillis, long backlogBytes, int sliceMessages) {
    static final Pace DEFAULT = new Pace(50, 28 << 20, 2048);
}
