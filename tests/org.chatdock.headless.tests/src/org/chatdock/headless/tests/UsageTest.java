// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {
    @TempDir
    Path directory;

    @Test
    void wrongUsageIsSaidInOneLine() throws Exception {
        String store = directory.resolve("store").toString();
        for (List<String> wrong : List.of(List.<String>of(), List.of("--nonsense"), List.of("--store"),
                List.of("--store", store), List.of("--gateway", "http://127.0.0.1:1/ws", "--store", store),
                List.of("--gateway", "ws://", "--store", store), List.of("--gateway", "ws://127.0.0.1:1/ws"),
                List.of("--store", store, "--send", "wm1"), List.of("--store", store, "--send", "wm1", "--text", "a"),
                List.of("--store", store, "--dump"),
                List.of("--gateway", "ws://127.0.0.1:1/ws", "--store", store, "--encryption", "auto"),
                List.of("--gateway", "ws://127.0.0.1:1/ws", "--store", store, "--encryption", "some"), List.of("--set", "org.chatdock.nobody.x=1", "--store", store))) {
            try (Headless run = Headless.run(wrong.toArray(String[]::new))) {
                assertEquals(2, run.exitCode(), () -> wrong.toString());
                assertEquals(1, run.err().size(), () -> wrong + ": " + run.err());
                assertTrue(run.err().get(0).startsWith("headless.sh: "), () -> run.err().toString());
                assertEquals(List.of(), run.out());
            }
        }
    }

    @Test
    void helpIsNoError() throws Exception {
        try (Headless run = Headless.run("--help")) {
            assertEquals(0, run.exitCode());
            assertTrue(run.out().get(0).startsWith("usage: headless.sh"));
            assertEquals(List.of(), run.err());
        }
    }

    @Test
    void aStoreThatCannotBeMadeEndsTheRunWithOneLine() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        try (Headless run = Headless.run("--gateway", "ws://127.0.0.1:1/ws", "--store",
                file.resolve("sub").toString())) {
            assertEquals(1, run.exitCode());
            assertEquals(1, run.err().size(), () -> run.err().toString());
            assertTrue(run.err().get(0).contains(file.resolve("sub").toString()), () -> run.err().toString());
        }
    }

    @Test
    void aStoreOfANewerChatdockIsRefusedAndLeftAlone() throws Exception {
        Path store = directory.resolve("store");
        try (SendService service = new SendService(200, "{\"msgID\":\"1\"}"); Headless run = Headless.run("--api",
                service.url(), "--store", store.toString(), "--send", "wm1", "--text", "a")) {
            assertEquals(0, run.exitCode());
        }
        Path file = store.resolve("messages.db");
        byte[] newer = Files.readAllBytes(file);
        ByteBuffer.wrap(newer).putInt(60, 99);
        Files.write(file, newer);

        try (Headless dump = Headless.run("--store", store.toString(), "--dump")) {
            assertEquals(1, dump.exitCode());
            assertEquals(List.of(), dump.out());
            assertEquals(1, dump.err().size(), () -> dump.err().toString());
            assertTrue(dump.err().get(0).contains("newer Chatdock"), () -> dump.err().toString());
        }
        assertArrayEquals(newer, Files.readAllBytes(file));
    }
}
