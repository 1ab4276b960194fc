// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class OutboxFileTest {
    private static final File DATA = new File("/data");

    @Test
    void theConfiguredDirectoryComesFirst() {
        assertEquals(Path.of("/here/acknowledgements"), OutboxFile.choose(" /here ", "file:/workspace/", () -> DATA));
    }

    @Test
    void thenTheWorkspaceEvenWithABlankInItsName() {
        assertEquals(
                Path.of("/my workspace/.metadata/.plugins/org.chatdock.connection/acknowledgements"),
                OutboxFile.choose("", "file:/my workspace/", () -> DATA));
    }

    @Test
    void thenTheBundlesOwn() {
        assertEquals(Path.of("/data/acknowledgements"), OutboxFile.choose("", null, () -> DATA));
        assertEquals(Path.of("/data/acknowledgements"), OutboxFile.choose("", "http://elsewhere/", () -> DATA));
    }

    @Test
    void thereMayBeNoPlace() {
        assertNull(OutboxFile.choose("", null, () -> null));
    }

    @Test
    void whatIsNoPathIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> OutboxFile.choose("a\0b", null, () -> null));
    }
}
