// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;

import org.chatdock.ui.internal.model.ColumnWidths.Wish;
import org.junit.jupiter.api.Test;

class ColumnWidthsTest {
    private static void assertWidths(int width, List<Wish> wishes, int... expected) {
        assertArrayEquals(expected, ColumnWidths.of(width, wishes));
    }

    /** A column that never changes. */
    private static Wish rigid(int width, int rank) {
        return new Wish(width, width, rank, false);
    }

    private static Wish elastic(int least, int natural, int rank) {
        return new Wish(least, natural, rank, true);
    }

    @Test
    void roomThatNobodyLacksGoesToTheLastElasticColumn() {
        assertWidths(300, List.of(elastic(50, 50, 1), elastic(60, 70, 2), rigid(80, 3)), 50, 170, 80);
        assertWidths(300, List.of(rigid(50, 1), rigid(80, 3)), 50, 80);
    }

    @Test
    void eachGetsTheSamePartOfWhatItLacks() {
        assertWidths(260, List.of(elastic(100, 200, 1), elastic(100, 300, 2), rigid(30, 3)), 110, 120, 30);
        assertWidths(231, List.of(elastic(100, 200, 1), elastic(100, 300, 2), rigid(30, 3)), 100, 101, 30);
    }

    @Test
    void lowestRankGoesFirst() {
        List<Wish> wishes = List.of(elastic(100, 100, 3), rigid(60, 1), rigid(50, 2), rigid(90, 4));
        assertWidths(300, wishes, 100, 60, 50, 90);
        assertWidths(299, wishes, 159, 0, 50, 90);
        assertWidths(239, wishes, 149, 0, 0, 90);
        assertWidths(189, wishes, 0, 0, 0, 90);
    }

    @Test
    void oneColumnIsAlwaysThere() {
        assertWidths(10, List.of(elastic(100, 200, 1), rigid(60, 2)), 0, 60);
    }
}
