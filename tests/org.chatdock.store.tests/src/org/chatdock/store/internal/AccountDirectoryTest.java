// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.chatdock.api.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountDirectoryTest {
    @TempDir
    Path place;
    private Path directory;

    @BeforeEach
    void choose() {
        directory = place.resolve("store");
    }

    private Path of(String account) {
        return AccountDirectory.choose(directory, account);
    }

    @Test
    void theFirstAccountHasTheDirectoryAndEveryOtherOneItsOwn() {
        assertEquals(directory, of("acme_lin"));
        Path other = of("acme_wang");
        assertEquals(directory, other.getParent());
        assertNotEquals(other, of("acme_zhao"));

        assertEquals(directory, of(" acme_lin "));
        assertEquals(other, of("acme_wang"));
    }

    @Test
    void withoutAnAccountNothingIsKeptApart() {
        assertEquals(directory, of(" "));
        assertFalse(Files.exists(directory));
        assertEquals(directory, of("acme_lin"));
        assertEquals(directory, of(""));
    }

    @Test
    void theAccountsNameStandsInNoFile() throws Exception {
        of("acme_lin");
        for (Path file : Files.list(directory).toList()) {
            assertFalse(Files.readString(file).contains("lin"));
        }
    }

    @Test
    void aMissingParentIsTold() {
        directory = place.resolve("a").resolve("b");
        assertTrue(assertThrows(StoreException.class, () -> of("acme_lin")).getMessage().contains("or set directory"));
    }
}
