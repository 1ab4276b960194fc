// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConductTest {
    private final Conduct conduct = new Conduct(3, 10, 35);

    private void failUntilQuarantine(long now, long expected) {
        long nanos = 0;
        while (nanos == 0) {
            nanos = conduct.failed(now);
        }
        assertEquals(expected, nanos);
        assertFalse(conduct.isCallable());
    }

    @Test
    void threeFailuresInARowAreTooMany() {
        conduct.failed(0);
        conduct.failed(0);
        conduct.succeeded();
        conduct.failed(0);
        conduct.failed(0);
        assertTrue(conduct.isCallable());

        assertEquals(10, conduct.failed(0));

        assertFalse(conduct.isCallable());
        assertEquals("failed 3 times in a row", conduct.reason());
    }

    @Test
    void everyQuarantineInARowLastsTwiceAsLongUpToTheCap() {
        long now = 0;
        for (long length : new long[] { 10, 20, 35, 35 }) {
            failUntilQuarantine(now, length);
            assertFalse(conduct.look(now + length - 1));
            now += length;
            assertTrue(conduct.look(now));
            assertTrue(conduct.isCallable());
        }
    }

    @Test
    void onTrialOneFailureIsEnoughAndASuccessClears() {
        failUntilQuarantine(0, 10);
        conduct.look(10);
        assertEquals(20, conduct.failed(10));
        conduct.look(30);
        conduct.succeeded();

        assertEquals(0, conduct.failed(30));
        failUntilQuarantine(30, 10);
    }

    @Test
    void failuresOfCallsThatWereStillUnderWayChangeNothing() {
        failUntilQuarantine(0, 10);

        assertEquals(0, conduct.failed(5));

        assertTrue(conduct.look(10));
    }

    @Test
    void aCallThatHasNotComeBackKeepsItFromBeingCalled() {
        conduct.lost();
        conduct.lost();
        assertFalse(conduct.isCallable());
        assertEquals("a call has not returned", conduct.reason());
        assertFalse(conduct.look(1_000));

        assertFalse(conduct.cameBack());
        assertTrue(conduct.cameBack());

        assertTrue(conduct.isCallable());
    }

    @Test
    void aQuarantineDoesNotEndBeforeTheCallHasComeBack() {
        failUntilQuarantine(0, 10);
        conduct.lost();

        assertFalse(conduct.look(10));
        assertFalse(conduct.cameBack());

        assertTrue(conduct.look(10));
    }

    @Test
    void byHandItIsReleasedWhateverHasHappened() {
        assertFalse(conduct.release());
        failUntilQuarantine(0, 10);
        conduct.lost();

        assertTrue(conduct.release());
        assertTrue(conduct.isCallable());
        conduct.cameBack();

        failUntilQuarantine(0, 10);
    }

    @Test
    void whatIsDisabledByHandIsNotCalledUntilItIsEnabled() {
        conduct.disable(true);
        assertFalse(conduct.isCallable());
        assertFalse(conduct.isQuarantined());

        conduct.disable(false);

        assertTrue(conduct.isCallable());
    }
}
