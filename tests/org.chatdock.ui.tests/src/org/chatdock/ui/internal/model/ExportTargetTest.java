// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.LocalDate;

import org.chatdock.api.store.ConversationExport.Format;
import org.junit.jupiter.api.Test;

class ExportTargetTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 2);

    private static String propose(String customer) {
        return ExportTarget.propose(customer, DAY);
    }

    @Test
    void aNameIsProposedThatSaysWhoAndWhen() {
        assertEquals("Ann Lee 2026-01-02.html", propose("Ann Lee"));
        assertEquals("小安 2026-01-02.html", propose(" 小安 "));
    }

    @Test
    void everyFileSystemTakesTheName() {
        assertEquals("_.._etc_passwd 2026-01-02.html", propose("/../etc/passwd"));
        assertEquals("_... 2026-01-02.html", propose("..."));
        assertEquals("_-rf 2026-01-02.html", propose("-rf"));
        assertEquals("_con.x 2026-01-02.html", propose("con.x"));
        assertEquals("Conny 2026-01-02.html", propose("Conny"));
        assertEquals("_ 2026-01-02.html", propose("\n\u0000\ud83d\u202e:*?\"<>|\\"));
        assertEquals("2026-01-02.html", propose(" "));
        for (String letter : new String[] { "w", "\u5c0f", "\ud83d\ude00" }) {
            String name = propose(letter.repeat(500));
            assertTrue(name.getBytes(UTF_8).length <= 255 && name.endsWith(" 2026-01-02.html"), name);
            assertEquals(name, FileSystems.getDefault().getPath(name).getFileName().toString());
        }
    }

    @Test
    void theEndOfTheNameAndTheChoiceAgree() {
        assertEquals(new ExportTarget("/a/b.html", Format.HTML), ExportTarget.of("/a/b.html", 0));
        assertEquals(new ExportTarget("/a/b.HTM", Format.HTML), ExportTarget.of("/a/b.HTM", 0));
        assertEquals(new ExportTarget("/a/b.c.html", Format.HTML), ExportTarget.of("/a/b.c", 0));
        assertEquals(new ExportTarget("/a/b.html", Format.HTML), ExportTarget.of("/a/b.html", -1));
        assertEquals(new ExportTarget("/a/b.jsonl", Format.JSON_LINES), ExportTarget.of("/a/b.html", 1));
        assertEquals(new ExportTarget("/a/b.jsonl", Format.JSON_LINES), ExportTarget.of("/a/b", 1));
        assertEquals(new ExportTarget("/a/b.jsonl", Format.JSON_LINES), ExportTarget.of("/a/b.jsonl", 0));
        assertEquals(Path.of("/a.d/b.jsonl"), Path.of(ExportTarget.of("/a.d/b", 1).path()));
    }
}
