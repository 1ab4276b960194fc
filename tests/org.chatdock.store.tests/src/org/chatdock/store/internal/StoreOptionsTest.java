// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.chatdock.store.internal.StoreOptions.Encryption;
import org.chatdock.store.internal.StoreOptions.Synchronous;
import org.junit.jupiter.api.Test;

class StoreOptionsTest {
    private static StoreOptions of(String synchronous) {
        return StoreOptions.of(Configured.with(Map.of("synchronous", synchronous)));
    }

    @Test
    void fullAndEncryptedIsTheDefault() {
        assertEquals(new StoreOptions(Synchronous.FULL, Encryption.AUTO, "", null, true, Retention.ALL),
                StoreOptions.of(Configured.with(Map.of())));
        assertEquals(Synchronous.FULL, StoreOptions.DEFAULT.synchronous());
    }

    @Test
    void theSearchIndexCanBeLeftOut() {
        assertTrue(StoreOptions.DEFAULT.searchIndex());
        assertFalse(StoreOptions.of(Configured.with(Map.of("searchIndex", false))).searchIndex());
    }

    @Test
    void theNamesAreTaken() {
        assertEquals(Synchronous.NORMAL, of("NORMAL").synchronous());
        assertEquals(Synchronous.FULL, of(" full ").synchronous());
    }

    @Test
    void encryptionIsLeftOutOnlyIfThatIsSaid() {
        assertEquals(Encryption.NONE, StoreOptions.of(Configured.with(Map.of("encryption", "none"))).encryption());
        assertThrows(IllegalArgumentException.class, () -> StoreOptions.of(Configured.with(Map.of("encryption", ""))));
        assertEquals("3f", StoreOptions.of(Configured.with(Map.of("abandon", " 3f "))).abandon());
    }

    @Test
    void anythingElseIsRefusedBySayingWhatIsPossible() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> of("OFF"));

        assertTrue(refused.getMessage().contains("\"OFF\"; it must be FULL or NORMAL"), refused.getMessage());
    }
}
