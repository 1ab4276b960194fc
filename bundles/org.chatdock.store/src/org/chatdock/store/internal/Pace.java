// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/**
 * When the writer moves messages out of the inbox, indexes them, and takes the log into the file.
 *
 * @param idleMillis it begins when nothing was written for so long: who writes one message after the other shall not
 *            wait for the moving in between
 * @param backlogBytes it moves, however busy, while more than this is not moved; that is memory
 * @param sliceMessages how many it moves in one transaction, about: so long a message has to wait
 * @param indexMessages how many it indexes in one transaction, when there is nothing to move
 * @param unindexedMessages it indexes, however busy, while more than this is not indexed; a search looks through that
 * @param logBytes it takes the log into the file when that has grown by so much, about
 */
record Pace(long idleMillis, long backlogBytes, int sliceMessages, int indexMessages, long unindexedMessages,
        int logBytes) {
    static final Pace DEFAULT = new Pace(50, 28 << 20, 4096, 512, 500_000, 16 << 20);
}
