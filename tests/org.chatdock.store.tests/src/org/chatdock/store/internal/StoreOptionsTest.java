// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.chatdock.store.internal.StoreOptions.Synchronous;
import org.junit.jupiter.api.Test;

class StoreOptionsTest {
    private static StoreOptions of(String synchronous) {
        return StoreOptions.of(Configured.with(Map.of("synchronous", synchronous)));
    }

    @Test
    void fullIsTheDefault() {
        assertEquals(StoreOptions.DEFAULT, StoreOptions.of(Configured.with(Map.of())));
        assertEquals(Synchronous.FULL, StoreOptions.DEFAULT.synchronous());
    }

    @Test
    void theNamesAreTaken() {
        assertEquals(Synchronous.NORMAL, of("NORMAL").synchronous());
        assertEquals(Synchronous.FULL, of(" full ").synchronous());
    }

    @Test
    void anythingElseIsRefusedBySayingWhatIsPossible() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> of("OFF"));

        assertTrue(refused.getMessage().contains("\"OFF\"; it must be FULL or NORMAL"), refused.getMessage());
    }
}
