// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class HeightIndexTest {
    private final HeightIndex index = new HeightIndex();

    @Test
    void agreesWithAddingUpWhateverIsDone() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            List<Integer> naive = new ArrayList<>();
            index.clear();
            for (int step = 0; step < 150; step++) {
                change(random, naive);
                assertSame(seed + "/" + step, random, naive);
            }
        }
    }

    private void change(Random random, List<Integer> naive) {
        int kind = random.nextInt(20);
        if (kind == 0) {
            naive.clear();
            index.clear();
        } else if (kind < 12 && !naive.isEmpty()) {
            int at = random.nextInt(naive.size());
            int height = 1 + random.nextInt(500);
            naive.set(at, Integer.valueOf(height));
            index.set(at, height);
        } else {
            int[] added = random.ints(random.nextInt(90), 1, 300).toArray();
            int[] places = { 0, naive.size(), random.nextInt(naive.size() + 1) };
            int at = places[random.nextInt(3)];
            for (int i = 0; i < added.length; i++) {
                naive.add(at + i, Integer.valueOf(added[i]));
            }
            index.insert(at, added);
        }
    }

    private void assertSame(String where, Random random, List<Integer> naive) {
        assertEquals(naive.size(), index.size(), where);
        long sum = 0;
        int probe = naive.isEmpty() ? 0 : random.nextInt(naive.size());
        for (int i = 0; i < naive.size(); i++) {
            if (i == probe) {
                assertEquals(sum, index.offset(i), where);
                assertEquals(naive.get(i).intValue(), index.height(i), where);
                assertEquals(i, index.indexAt(sum), where + ": the first pixel belongs to the row");
                assertEquals(i, index.indexAt(sum + naive.get(i).intValue() - 1), where + ": and so does the last");
            }
            sum += naive.get(i).intValue();
        }
        assertEquals(sum, index.total(), where);
        assertEquals(sum, index.offset(naive.size()), where);
        assertEquals(naive.size() - 1, index.indexAt(sum + random.nextInt(99)), where);
        assertEquals(naive.isEmpty() ? -1 : 0, index.indexAt(-5), where);
    }

    @Test
    void sumsBeyondThirtyTwoBits() {
        int[] high = new int[3_000];
        Arrays.fill(high, 2_000_000);
        index.insert(0, high);
        assertEquals(6_000_000_000L, index.total());
        assertEquals(2_500, index.indexAt(5_000_000_001L));
    }

    @Test
    void refusesRowsThatAreNotThere() {
        index.insert(0, new int[] { 1 });
        assertThrows(IndexOutOfBoundsException.class, () -> index.height(1));
        assertThrows(IndexOutOfBoundsException.class, () -> index.set(-1, 5));
        assertThrows(IndexOutOfBoundsException.class, () -> index.offset(2));
        assertThrows(IndexOutOfBoundsException.class, () -> index.insert(2, new int[] { 1 }));
    }
}
