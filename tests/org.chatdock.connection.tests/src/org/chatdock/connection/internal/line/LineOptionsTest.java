// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LineOptionsTest {
    private static void assertRefused(String name, Executable options) {
        assertEquals(name, assertThrows(IllegalArgumentException.class, options).getMessage().split(" ")[0]);
    }

    @Test
    void aNumberThatIsTooSmallIsRefusedByItsConfiguredName() {
        assertRefused("pingIntervalSeconds", () -> new LineOptions(-1, 1, 0, 0, 1));
        assertRefused("upgradeTimeoutMillis", () -> new LineOptions(0, 0, 0, 0, 1));
        assertRefused("retryCapMillis", () -> new LineOptions(0, 1, -1, 0, 1));
        assertRefused("stableAfterSeconds", () -> new LineOptions(0, 1, 0, -1, 1));
        assertRefused("recheckSeconds", () -> new LineOptions(0, 1, 0, 0, 0));
    }
}
