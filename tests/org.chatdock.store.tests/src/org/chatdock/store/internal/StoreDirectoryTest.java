// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

import org.chatdock.api.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreDirectoryTest {
    private static final String IN_METADATA = ".metadata/.plugins/org.chatdock.store";

    @TempDir
    Path place;

    private File data() {
        return place.resolve("data").resolve("store").toFile();
    }

    @Test
    void whatIsConfiguredComesFirst() {
        Path wanted = place.resolve("missing").resolve("store");

        assertEquals(wanted, StoreDirectory.choose(" " + wanted + " ", place.toUri().toString(), this::data));

        assertFalse(Files.exists(wanted.getParent()));
    }

    @Test
    void theWorkspaceComesNext() {
        Path workspace = place.resolve("my workspace");

        assertEquals(workspace.resolve(IN_METADATA),
                StoreDirectory.choose("", "file:" + workspace + "/", this::data));

        assertTrue(Files.isDirectory(workspace.resolve(IN_METADATA).getParent()));
    }

    @Test
    void withoutAWorkspaceItIsTheBundlesData() {
        assertEquals(data().toPath(), StoreDirectory.choose("", null, this::data));
        assertEquals(data().toPath(), StoreDirectory.choose("", "@none", this::data));
        assertEquals(data().toPath(), StoreDirectory.choose("", "http://host/x", this::data));
        assertTrue(Files.isDirectory(data().toPath().getParent()));
    }

    @Test
    void withoutAnyItSaysWhatToSet() {
        StoreException none = assertThrows(StoreException.class, () -> StoreDirectory.choose("", null, () -> null));

        assertTrue(none.getMessage().contains("org.chatdock.store"), none.getMessage());
    }

    @Test
    void whatIsNoPathIsSaid() {
        StoreException none = assertThrows(StoreException.class,
                () -> StoreDirectory.choose("a\0b", null, this::data));

        assertTrue(none.getMessage().contains("not a path"), none.getMessage());
    }
}
