// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.util.concurrent.atomic.AtomicLongArray;

import org.chatdock.api.message.MessageId;

/**
 * The ids of the messages that came lately: whether one comes again. The store knows for certain; this is quick, keeps
 * no text and may be wrong: of 16 384 ids one in two is forgotten for a younger one, and a false alarm comes once in
 * 10^15 messages. Any thread.
 */
final class RecentIds {
    private static final int SLOTS = 1 << 14;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

    /** Returns whether it is new. */
    boolean add(MessageId id) {
        String text = id.value();
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        int slot = (int) (hash ^ hash >>> Integer.SIZE) & SLOTS - 1;
        if (slots.getOpaque(slot) == hash) {
            return false;
        }
        slots.setOpaque(slot, hash);
        return true;
    }
}
