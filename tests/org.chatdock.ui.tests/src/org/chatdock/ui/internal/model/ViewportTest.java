// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewportTest {
    private final Viewport viewport = new Viewport();

    @BeforeEach
    void hundredRowsOfFortyPixels() {
        viewport.setHeight(400);
        viewport.inserted(0, rows(100));
    }

    private static int[] rows(int count) {
        int[] heights = new int[count];
        Arrays.fill(heights, 40);
        return heights;
    }

    @Test
    void showsTheEndAndFollowsIt() {
        assertTrue(viewport.following());
        assertEquals(3_600, viewport.top());
        viewport.inserted(100, rows(2));
        assertEquals(3_680, viewport.top());
        viewport.measured(101, 90);
        assertEquals(3_730, viewport.top());
        assertEquals(101, viewport.lastVisible());
    }

    @Test
    void fewRowsSitAtTheLowerEdge() {
        viewport.clear();
        viewport.inserted(0, rows(3));
        assertEquals(120 - 400, viewport.top());
        viewport.scrollTo(0);
        assertTrue(viewport.following(), "There is nowhere to scroll to.");
    }

    @Test
    void countsAsTheEndWithinFifteenPixels() {
        viewport.scrollTo(3_600 - Viewport.NEAR_END);
        assertTrue(viewport.following());
        viewport.scrollTo(3_600 - Viewport.NEAR_END - 1);
        assertFalse(viewport.following());
    }

    @Test
    void neverMovesWhatIsRead() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            viewport.clear();
            List<Object> naive = new ArrayList<>();
            insert(naive, 0, rows(200));
            viewport.scrollTo(3_000 + random.nextInt(2_000));
            int first = viewport.firstVisible();
            Object eye = naive.get(first);
            long pixel = viewport.heights().offset(first) - viewport.top();
            for (int step = 0; step < 60; step++) {
                int at = random.nextInt(4) == 0 ? naive.indexOf(eye) : random.nextInt(naive.size() + 1);
                if (random.nextBoolean()) {
                    insert(naive, at, random.ints(1 + random.nextInt(70), 20, 200).toArray());
                } else if (at < naive.size()) {
                    viewport.measured(at, 40 + random.nextInt(100));
                }
                int now = naive.indexOf(eye);
                assertEquals(pixel, viewport.heights().offset(now) - viewport.top(), seed + "/" + step);
            }
        }
    }

    private void insert(List<Object> naive, int at, int[] heights) {
        for (int i = 0; i < heights.length; i++) {
            naive.add(at + i, new Object());
        }
        viewport.inserted(at, heights);
    }

    @Test
    void revealsARowWithAsLittleMovementAsPossible() {
        viewport.reveal(10);
        assertEquals(400, viewport.top(), "from below: to the upper edge");
        viewport.reveal(15);
        assertEquals(400, viewport.top(), "is in view");
        viewport.reveal(20);
        assertEquals(440, viewport.top(), "from above: to the lower edge");
        viewport.measured(50, 700);
        viewport.reveal(50);
        assertEquals(2_000, viewport.top(), "higher than the view: its beginning");
    }

    @Test
    void keepsRowsReadyAroundTheViewButNotTooMany() {
        viewport.scrollTo(1_800);
        Viewport.Rows some = viewport.ready(16);
        assertTrue(some.contains(viewport.firstVisible()) && some.contains(viewport.lastVisible()));
        assertTrue(some.last() - some.first() + 1 <= 16, some.toString());
        Viewport.Rows all = viewport.ready(1_000);
        assertEquals(1_400 / 40, all.first());
        assertEquals((1_800 + 800) / 40, all.last());
    }

    @Test
    void neverLeavesTheList() {
        viewport.scrollTo(-500);
        assertEquals(0, viewport.top());
        viewport.scrollBy(1_000_000);
        assertEquals(3_600, viewport.top());
        assertEquals(-1, new Viewport().firstVisible());
    }
}
