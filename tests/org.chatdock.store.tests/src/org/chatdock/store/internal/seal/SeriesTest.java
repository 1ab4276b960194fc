// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class SeriesTest {
    private static Series startingAt(int number) {
        return new Series(1, new byte[12], Wiped.key(new byte[32], "AES"), new AtomicInteger(number));
    }

    @Test
    void afterTheLastNumberThereIsNeverAnother() {
        Series series = startingAt(Integer.MAX_VALUE - 1);
        assertEquals(Integer.MAX_VALUE - 1, series.next());
        assertEquals(Integer.MAX_VALUE, series.next());
        assertTrue(series.next() < 0);
        assertTrue(series.next() < 0);

        Series longUsedUp = startingAt(-1);
        assertTrue(longUsedUp.next() < 0);
        assertTrue(longUsedUp.next() < 0);
    }
}
