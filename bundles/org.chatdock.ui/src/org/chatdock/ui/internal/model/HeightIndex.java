// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.Arrays;

/**
 * The heights of the rows of a list, and where each row begins. A Fenwick tree, so that finding a row and correcting a
 * height take logarithmic time; sums are 64 bit, because a conversation is higher than any native control may be.
 * There is room to spare at both ends: adding a page before the first row or a row after the last is cheap on average.
 */
public final class HeightIndex {
    private static final int ROOM = 64;

    private int[] heights = new int[2 * ROOM];
    private long[] tree = new long[2 * ROOM + 1];
    private int start = ROOM;
    private int size;

    public int size() {
        return size;
    }

    public int height(int index) {
        return heights[start + check(index)];
    }

    public long total() {
        return offset(size);
    }

    /** Where a row begins. The index {@link #size()} is allowed and gives the end of the last row. */
    public long offset(int index) {
        if (index < 0 || index > size) {
            throw new IndexOutOfBoundsException(index);
        }
        long sum = 0;
        for (int i = start + index; i > 0; i -= i & -i) {
            sum += tree[i];
        }
        return sum;
    }

    /** The row that covers an offset; the first or last row for an offset outside; -1 if there are no rows. */
    public int indexAt(long offset) {
        if (size == 0) {
            return -1;
        }
        long left = Math.max(0, offset);
        int position = 0;
        for (int step = Integer.highestOneBit(heights.length); step > 0; step >>= 1) {
            int next = position + step;
            if (next < tree.length && tree[next] <= left) {
                position = next;
                left -= tree[next];
            }
        }
        return Math.max(0, Math.min(size - 1, position - start));
    }

    public void set(int index, int height) {
        int position = start + check(index);
        int delta = height - heights[position];
        heights[position] = height;
        if (delta != 0) {
            for (int i = position + 1; i < tree.length; i += i & -i) {
                tree[i] += delta;
            }
        }
    }

    /** Inserts rows before the row at {@code index}. */
    public void insert(int index, int[] added) {
        if (index < 0 || index > size) {
            throw new IndexOutOfBoundsException(index);
        }
        if (index == 0 && start >= added.length && size > 0) {
            start -= added.length;
            size += added.length;
            for (int i = 0; i < added.length; i++) {
                set(i, added[i]);
            }
        } else if (index == size && start + size + added.length <= heights.length) {
            size += added.length;
            for (int i = 0; i < added.length; i++) {
                set(index + i, added[i]);
            }
        } else {
            rebuild(index, added);
        }
    }

    /** Removes rows. Moves what comes behind them: cheap near the end. */
    public void remove(int index, int count) {
        if (index < 0 || count < 0 || index + count > size) {
            throw new IndexOutOfBoundsException(index + count);
        }
        for (int i = index; i < size - count; i++) {
            set(i, height(i + count));
        }
        for (int i = size - count; i < size; i++) {
            set(i, 0);
        }
        size -= count;
    }

    public void clear() {
        Arrays.fill(heights, 0);
        Arrays.fill(tree, 0);
        start = ROOM;
        size = 0;
    }

    private void rebuild(int index, int[] added) {
        int newSize = size + added.length;
        int room = Math.max(ROOM, newSize);
        int[] grown = new int[newSize + 2 * room];
        System.arraycopy(heights, start, grown, room, index);
        System.arraycopy(added, 0, grown, room + index, added.length);
        System.arraycopy(heights, start + index, grown, room + index + added.length, size - index);
        heights = grown;
        start = room;
        size = newSize;
        tree = new long[grown.length + 1];
        for (int i = 1; i < tree.length; i++) {
            tree[i] += grown[i - 1];
            int parent = i + (i & -i);
            if (parent < tree.length) {
                tree[parent] += tree[i];
            }
        }
    }

    private int check(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return index;
    }
}
