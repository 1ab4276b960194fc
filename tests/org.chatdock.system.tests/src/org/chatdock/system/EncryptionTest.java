// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.simulator.Gateway;
import org.chatdock.simulator.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What came in over the line, and what of it can be read in the files. */
class EncryptionTest {
    /** Shorter ones might stand in any file. */
    private static final int LONG = 8;

    @TempDir
    Path directory;

    @Test
    void noFileOfTheStoreHoldsAMessageAsItWasWritten() throws Exception {
        Script script = Script.shipped("service-desk");
        List<Message> messages;
        try (Gateway gateway = Gateway.builder().script(script).pace(0).token(House.TOKEN).start();
                House house = new House(directory, gateway)) {
            house.await(() -> house.store().size() == script.messageIds().size(), "every message");
            messages = house.messages().stream().map(StoredMessage::message).toList();
            assertNothingReadable(messages);
        }
        // Once more when the store has closed, and moved what it had in its log.
        assertNothingReadable(messages);
    }

    private void assertNothingReadable(List<Message> messages) throws IOException {
        List<String> secrets = messages.stream()
                .flatMap(message -> Stream.of(message.content(), message.id().value(), message.from()))
                .filter(text -> text.length() >= LONG).toList();
        assertTrue(secrets.size() > messages.size(), secrets::toString);
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> files = all.filter(file -> file.getFileName().toString().startsWith("messages.db")).toList();
            assertFalse(files.isEmpty());
            for (Path file : files) {
                assertEquals(List.of(), secrets.stream().filter(text -> holds(file, text)).toList(), file::toString);
            }
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            // One character a byte, on both sides.
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return bytes.contains(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
