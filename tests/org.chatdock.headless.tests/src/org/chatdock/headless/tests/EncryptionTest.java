// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptionTest {
    private static final String TEXT = "the parcel is on its way";

    @TempDir
    Path directory;

    private Headless send(String... more) throws Exception {
        try (SendService service = new SendService(200, "{\"msgID\":\"1\"}")) {
            return Headless.run(Stream.concat(Stream.of("--api", service.url(), "--store", store().toString(), "--send",
                    "wm1", "--text", TEXT), Stream.of(more)).toArray(String[]::new));
        }
    }

    private Headless dump(String... more) throws Exception {
        return Headless.run(Stream.concat(Stream.of("--store", store().toString(), "--dump"), Stream.of(more))
                .toArray(String[]::new));
    }

    private Path store() {
        return directory.resolve("store");
    }

    /** Whether a file of the store holds the text that was sent, as it was written. */
    private boolean isReadable() throws IOException {
        try (Stream<Path> files = Files.list(store())) {
            List<Path> all = files.toList();
            assertTrue(all.stream().anyMatch(file -> file.endsWith("messages.db")), all::toString);
            for (Path file : all) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(TEXT)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static void assertFails(Headless run, String words) throws Exception {
        assertEquals(1, run.exitCode());
        assertEquals(List.of(), run.out());
        assertEquals(1, run.err().size(), () -> run.err().toString());
        assertTrue(run.err().get(0).contains(words), () -> run.err().toString());
    }

    @Test
    void withAKeyFileNobodyElseReadsTheStore() throws Exception {
        Path key = directory.resolve("key");
        try (Headless sent = send("--key-file", key.toString())) {
            assertEquals(0, sent.exitCode(), () -> sent.err().toString());
        }
        assertFalse(isReadable());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        try (Headless dump = dump("--key-file", key.toString())) {
            assertEquals(List.of(TEXT), Headless.values(dump.out(), "Content"), () -> dump.err().toString());
        }
        try (Headless dump = dump()) {
            assertFails(dump, "is encrypted");
        }
        Path other = directory.resolve("other");
        try (Headless dump = dump("--key-file", other.toString())) {
            assertFails(dump, "check --key-file");
        }
        assertFalse(Files.exists(other), "A file that is misspelt is not made.");
    }

    @Test
    void aKeyFileKeepsTheKeysOfSeveralStores() throws Exception {
        Path key = directory.resolve("key");
        try (Headless sent = send("--key-file", key.toString())) {
            assertEquals(0, sent.exitCode(), () -> sent.err().toString());
        }
        Files.move(store(), directory.resolve("first"));
        try (Headless sent = send("--key-file", key.toString())) {
            assertEquals(0, sent.exitCode(), () -> sent.err().toString());
        }
        Files.move(store(), directory.resolve("second"));
        Files.move(directory.resolve("first"), store());
        try (Headless dump = dump("--key-file", key.toString())) {
            assertEquals(List.of(TEXT), Headless.values(dump.out(), "Content"), () -> dump.err().toString());
        }
    }

    @Test
    void withoutOneAStoreBeginsInTheClearAndStaysSo() throws Exception {
        try (Headless sent = send()) {
            assertEquals(0, sent.exitCode(), () -> sent.err().toString());
        }
        assertTrue(isReadable());
        try (Headless dump = dump("--key-file", directory.resolve("key").toString())) {
            assertEquals(List.of(TEXT), Headless.values(dump.out(), "Content"), () -> dump.err().toString());
        }
    }
}
