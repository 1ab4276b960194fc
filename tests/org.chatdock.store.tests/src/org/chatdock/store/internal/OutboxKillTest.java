// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whenever a process is killed, what was typed is either in the draft or in the outbox, and what was sent is either an
 * entry or a message.
 */
class OutboxKillTest {
    private static final int KILLS = 40;

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path classes;
    @TempDir
    Path directory;
    @TempDir
    Path temporary;
    private final Random random = new Random();
    /** Null if the store is not encrypted. */
    private Path keys;
    /** Texts that are messages, for all processes. */
    private final Set<String> settled = new HashSet<>();
    /** What killed processes have left in the outbox, where nobody touches it any more. */
    private final Map<String, OutboxEntry> left = new HashMap<>();
    // What the process that runs has said:
    private final Set<String> drafted = new HashSet<>();
    private final Set<String> taken = new HashSet<>();
    private final Set<String> sent = new HashSet<>();
    /** How often a process was killed while a text was here. */
    private int inDraft;
    private int inOutbox;

    @Test
    void whatWasTypedIsAlwaysInOnePlace() throws Exception {
        run();
    }

    @Test
    void whatWasTypedIsAlwaysInOnePlaceOfAnEncryptedStore() throws Exception {
        keys = Files.createDirectory(directory.resolve("keys"));
        run();
    }

    private void run() throws Exception {
        long seed = Long.getLong("chatdock.seed", System.nanoTime());
        System.out.println("OutboxKillTest: -Dchatdock.seed=" + seed);
        random.setSeed(seed);
        ForkedClasses forked = ForkedClasses.in(classes).prepared(temporary, SendForEver.class, "r",
                Files.createDirectory(directory.resolve("first")).toString(), "100",
                Files.createDirectory(directory.resolve("first keys")).toString());
        Path store = Files.createDirectory(directory.resolve("store"));
        Fork next = start(forked, store);
        try {
            for (int number = 0; number < KILLS; number++) {
                String prefix = "r" + number + "-";
                try (Fork fork = next) {
                    // It gets ready while this one works.
                    next = start(forked, store);
                    kill(fork, prefix);
                }
                check(store);
            }
        } finally {
            next.close();
        }
        assertTrue(inDraft > 0 && inOutbox > 0, "killed with drafts " + inDraft + ", with entries " + inOutbox);
    }

    private Fork start(ForkedClasses forked, Path store) throws Exception {
        return keys == null ? Fork.start(forked, temporary, SendForEver.class, store.toString(), KillTest.FOR_EVER)
                : Fork.start(forked, temporary, SendForEver.class, store.toString(), KillTest.FOR_EVER,
                        keys.toString());
    }

    private void kill(Fork fork, String prefix) throws Exception {
        drafted.clear();
        taken.clear();
        sent.clear();
        fork.say(prefix);
        assertEquals("opened", fork.line());
        for (int lines = random.nextInt(200); lines >= 0; lines--) {
            said(fork.line());
        }
        // What is said comes after commits, so a kill at once would always come there, too.
        long start = System.nanoTime();
        for (int nanos = random.nextInt(4_000_000); System.nanoTime() - start < nanos;) {
            Thread.onSpinWait();
        }
        fork.kill().forEach(this::said);
    }

    private void said(String line) {
        assertNotNull(line, "the process ended by itself");
        String[] words = line.split(" ");
        switch (words[0]) {
            case "d" -> drafted.add(words[1]);
            case "p" -> taken.add(words[1]);
            case "s" -> sent.add(words[1]);
            default -> throw new AssertionError(line);
        }
    }

    private void check(Path where) throws Exception {
        try (SqliteStore store = new SqliteStore(where, keys == null ? StoreOptions.DEFAULT : Sealed.OPTIONS,
                keys == null ? null : new FileKeys(keys), Paces.NEVER, log.logger(), List.of())) {
            StoreCheck check = new StoreCheck(store).agreesWithList(store);
            Set<String> drafts = store.drafts().values().stream().map(draft -> draft.text())
                    .collect(Collectors.toSet());
            Map<String, OutboxEntry> entries = new HashMap<>();
            for (OutboxEntry entry : store.entries()) {
                assertEquals(null, entries.put(entry.id().value(), entry), "twice");
                assertEquals(SendForEver.text(entry.id().value()), entry.message().content());
            }
            for (String id : drafted) {
                check(id, drafts, entries.get(id), check.ids().contains(id));
            }
            settled.addAll(sent);
            assertTrue(check.ids().containsAll(settled), "a message that was sent is gone");
            left.forEach((id, entry) -> assertEquals(entry, entries.get(id)));
            left.putAll(entries);
        }
        StoreCheck.integrity(where);
    }

    private void check(String id, Set<String> drafts, OutboxEntry entry, boolean isMessage) {
        boolean isDraft = drafts.contains(SendForEver.text(id));
        boolean isClaim = entry != null && entry.state() == SendState.SENT;
        boolean waits = entry != null && !isClaim;
        assertEquals(isDraft, !waits && !isMessage, id + " is in both or lost: draft " + isDraft + ", " + entry);
        assertFalse(isDraft && taken.contains(id), id + " was taken, but is a draft again");
        assertTrue(!isClaim || isMessage, id + " is claimed, but no message");
        assertFalse(waits && sent.contains(id), id + " was sent, but waits");
        boolean echoed = Integer.parseInt(id.substring(id.indexOf('-') + 1)) % 3 > 0;
        assertTrue(echoed || !(waits && isMessage), id + " is a message, and waits");
        inDraft += isDraft ? 1 : 0;
        inOutbox += waits ? 1 : 0;
    }
}
