// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledgements that could not leave, and a process that is killed. */
class AckJournalTest {
    private static final int MESSAGES = 200;
    private static final int CONVERSATIONS = 5;

    @TempDir
    Path directory;

    private Headless start(BareGateway gateway) throws Exception {
        return Headless.start("--gateway", gateway.url(), "--store", directory.resolve("store").toString(), "--corp",
                "c", "--user", "u");
    }

    /** Looks at the file again and again; nobody tells when it changes. */
    private void awaitWritten(String id) throws Exception {
        Path journal = directory.resolve("store").resolve("acknowledgements");
        long end = System.nanoTime() + Wait.SECONDS * 1_000_000_000;
        while (!Files.exists(journal)
                || !new String(Files.readAllBytes(journal), StandardCharsets.UTF_8).contains(id)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("The acknowledgement of " + id + " is not written down.");
            }
            Thread.onSpinWait();
        }
    }

    private static List<String> acknowledged(List<String> acks) {
        return acks.stream().map(ack -> ack.substring(0, ack.indexOf('|'))).toList();
    }

    @Test
    void whatWaitsLeavesAfterAKillInOrderAndOnceThoughTheGatewayDeliversNothingAgain() throws Exception {
        List<String> ids = new ArrayList<>();
        List<String> before;
        try (BareGateway gateway = new BareGateway(); Headless run = start(gateway)) {
            gateway.awaitHandshakes(1);
            run.awaitOut(lines -> Headless.values(lines, "state").contains("OPEN"));
            // What comes while it sleeps is read at once when it wakes up, and right after it that the line is down.
            run.stop();
            for (int i = 0; i < MESSAGES; i++) {
                String id = String.format("m%03d", i);
                ids.add(id);
                gateway.push("{\"MsgId\":\"" + id + "\",\"GroupId\":\"wm" + i % CONVERSATIONS + "\",\"From\":\"wm"
                        + i % CONVERSATIONS + "\",\"To\":\"c_u\",\"MsgType\":\"text\"}");
            }
            gateway.fallDumb();
            run.wake();
            for (int last = MESSAGES - CONVERSATIONS; last < MESSAGES; last++) {
                awaitWritten(ids.get(last));
            }
            run.kill();
            gateway.awaitEnd();
            before = acknowledged(gateway.acks());
        }
        assertTrue(before.size() < MESSAGES, "nothing was left to acknowledge");
        List<String> after;
        try (BareGateway gateway = new BareGateway(); Headless run = start(gateway)) {
            gateway.awaitAcks(MESSAGES - before.size());
            gateway.push(Sample.of("text", "last").frame());
            gateway.awaitTexts(texts -> texts.stream().anyMatch(text -> text.startsWith("last|")));
            after = acknowledged(gateway.acks());
            assertEquals(0, run.terminate());
        }
        assertEquals("last", after.get(after.size() - 1));
        for (int conversation = 0; conversation < CONVERSATIONS; conversation++) {
            int mine = conversation;
            assertEquals(ids.stream().filter(id -> isOf(mine, id)).toList(),
                    Stream.concat(before.stream(), after.stream()).filter(id -> isOf(mine, id)).toList());
        }
        try (BareGateway gateway = new BareGateway(); Headless run = start(gateway)) {
            gateway.awaitHandshakes(1);
            run.awaitOut(lines -> Headless.values(lines, "state").contains("OPEN"));
            gateway.push(Sample.of("text", "later").frame());
            gateway.awaitAcks(1);
            assertEquals(List.of("later"), acknowledged(gateway.acks()));
        }
        System.out.println("realtime: " + before.size() + " acknowledgements before a kill, " + (after.size() - 1)
                + " after it, each once and in order");
    }

    private static boolean isOf(int conversation, String id) {
        return id.startsWith("m") && Integer.parseInt(id.substring(1)) % CONVERSATIONS == conversation;
    }
}
