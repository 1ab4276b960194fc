// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.memory;

import java.util.Arrays;

/** Arrivals in their order. Almost all come at the end, and so an array is small and fast. Its owner guards it. */
final class Arrivals {
    private long[] values = new long[4];
    private int size;

    void add(long arrival) {
        int at = size == 0 || values[size - 1] < arrival ? size : firstAfter(arrival);
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1) + 1);
        }
        System.arraycopy(values, at, values, at + 1, size - at);
        values[at] = arrival;
        size++;
    }

    void remove(long arrival) {
        int at = Arrays.binarySearch(values, 0, size, arrival);
        if (at >= 0) {
            size--;
            System.arraycopy(values, at + 1, values, at, size - at);
        }
    }

    int countAfter(long arrival) {
        return size - firstAfter(arrival);
    }

    private int firstAfter(long arrival) {
        int at = Arrays.binarySearch(values, 0, size, arrival);
        return at < 0 ? -at - 1 : at + 1;
    }
}
