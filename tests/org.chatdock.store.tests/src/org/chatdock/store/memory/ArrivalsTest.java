// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

class ArrivalsTest {
    @Test
    void whateverComesAndGoesTheCountIsRight() {
        Random random = new Random(1);
        Arrivals arrivals = new Arrivals();
        TreeSet<Long> expected = new TreeSet<>();
        for (int i = 0; i < 2_000; i++) {
            Long arrival = (long) (random.nextInt(3) == 0 ? random.nextInt(500) : 500 + i);
            if (expected.add(arrival)) {
                arrivals.add(arrival);
            }
            if (random.nextInt(3) == 0) {
                Long gone = (long) random.nextInt(2_500);
                expected.remove(gone);
                arrivals.remove(gone);
            }
            Long after = (long) random.nextInt(2_600) - 50;
            assertEquals(expected.tailSet(after, false).size(), arrivals.countAfter(after), "step " + i);
        }
    }
}
