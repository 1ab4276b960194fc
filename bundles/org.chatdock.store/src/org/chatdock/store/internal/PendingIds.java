// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/**
 * The pending messages by the digests of their ids. A table without nodes, because it is large and changes all the
 * time: linear probing, and at most half full.
 */
final class PendingIds {
    private static final int LEAST = 1 << 10;

    private Pending[] table = new Pending[LEAST];
    private int size;

    Pending get(Digest id) {
        Pending found = null;
        for (int i = home(id.high(), id.low()); found == null && table[i] != null; i = next(i)) {
            Event event = table[i].event;
            found = event.high() == id.high() && event.low() == id.low() ? table[i] : null;
        }
        return found;
    }

    /** The high bits too, in another order: neither half alone need be spread evenly. */
    private int home(long high, long low) {
        long mixed = low ^ Long.rotateLeft(high, Integer.SIZE);
        return (int) (mixed ^ mixed >>> Integer.SIZE) & table.length - 1;
    }

    private int home(Pending pending) {
        return home(pending.event.high(), pending.event.low());
    }

    private int next(int index) {
        return index + 1 & table.length - 1;
    }

    /** {@code pending}: a message whose id is not here. */
    void add(Pending pending) {
        if (2 * ++size > table.length) {
            Pending[] old = table;
            table = new Pending[2 * old.length];
            for (Pending each : old) {
                if (each != null) {
                    put(each);
                }
            }
        }
        put(pending);
    }

    private void put(Pending pending) {
        int i = home(pending);
        while (table[i] != null) {
            i = next(i);
        }
        table[i] = pending;
    }

    /** What stood behind it moves up, so that nobody's search ends at the gap. */
    void remove(Pending pending) {
        int gap = home(pending);
        while (table[gap] != pending) {
            if (table[gap] == null) {
                return;
            }
            gap = next(gap);
        }
        size--;
        for (int i = next(gap); table[i] != null; i = next(i)) {
            int distance = i - home(table[i]) & table.length - 1;
            if (distance >= (i - gap & table.length - 1)) {
                table[gap] = table[i];
                gap = i;
            }
        }
        table[gap] = null;
        if (size == 0 && table.length > LEAST) {
            table = new Pending[LEAST];
        }
    }

    void clear() {
        table = new Pending[LEAST];
        size = 0;
    }
}
