// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcknowledgementTest {
    private static final Sample LAST = Sample.of("text", "last");

    @TempDir
    Path directory;

    @Test
    void exactlyTheRightAcknowledgementsComeBack() throws Exception {
        List<Sample> samples = new ArrayList<>();
        Sample.TYPES.forEach(type -> samples.add(Sample.of(type, "of-" + type)));
        samples.add(Sample.of("text", "again"));
        samples.add(Sample.of("text", "again"));
        samples.add(Sample.of("order", "unknown"));
        samples.add(Sample.odd("{\"MsgId\":9223372036854775807,\"GroupId\":9007199254740993,\"From\":-1,\"To\":0,"
                + "\"MsgType\":\"text\"}", "text", "9223372036854775807", "9007199254740993", "-1", "0"));
        samples.add(Sample.odd("{\"MsgId\":\"alone\",\"MsgType\":\"text\"}", "text", "alone", "", "", ""));
        samples.add(Sample.odd("{\"GroupId\":\"wm1\",\"MsgType\":\"text\",\"Content\":\"no id\"}",
                    "text", "", "wm1", "", ""));
        samples.add(Sample.odd("{\"MsgId\":\"a|b\",\"GroupId\":\"c|d\",\"From\":\"|\",\"To\":\"e|\","
                    + "\"MsgType\":\"image\"}",
                "image", "a|b", "c|d", "|", "e|"));
        samples.add(Sample.odd(" {\"Z\":[1,{\"MsgId\":\"inner\"}],\"MsgId\":\"extra\",\"GroupId\":\"客户\",\"Q\":null,"
                + "\"MsgType\":\"link\",\"Content\":\"👋 \\ud83d\\udc4d\"} ", "link", "extra", "客户", "", ""));
        samples.add(Sample.odd("{\"MsgId\":\"none\",\"GroupId\":null,\"MsgType\":\"text\"}",
                    "text", "none", "", "", ""));
        samples.add(Sample.odd("{\"MsgId\":\"no-type\",\"GroupId\":\"wm1\"}", "", "no-type", "wm1", "", ""));
        List<String> noMessages = List.of("pong", "[1,2]", "[]", "\"text\"", "17",
                "{\"MsgId\":\"broken\",\"MsgType\":\"text\"",
                "{}}", "");
        try (BareGateway gateway = new BareGateway(); Headless run = start(gateway)) {
            gateway.awaitHandshakes(1);
            for (Sample sample : samples) {
                gateway.push(sample.frame());
            }
            for (String text : noMessages) {
                gateway.push(text);
            }
            gateway.pushBinary(Sample.of("text", "binary").frame().getBytes());
            List<Sample> known = new ArrayList<>(samples.stream().filter(sample -> !sample.name().isEmpty()).toList());
            known.add(LAST);
            // Inside a conversation they come in order: the last one proves that the unknown ones get none.
            gateway.awaitAcks(known.size() - 1);
            gateway.push(LAST.frame());
            gateway.awaitTexts(texts -> texts.stream().anyMatch(text -> text.startsWith("last|")));

            List<String> expected = known.stream().map(sample -> sample.ack("MILLIS")).sorted().toList();
            assertEquals(expected, gateway.acks().stream()
                    .map(text -> text.replaceFirst("\\|1[0-9]{12}\\|(\\w+)$", "|MILLIS|$1")).sorted().toList());
            assertEquals(List.of("OPEN"), Headless.values(run.out(), "state").stream().filter("OPEN"::equals).toList());
            assertEquals(1, gateway.handshakes().size());
            // What is no JSON object is told once for each connection.
            run.awaitErr(lines -> !lines.isEmpty());
            assertEquals(1, run.err().stream().filter(line -> line.contains("no JSON object")).count());
            assertEquals(1, run.err().size(), () -> run.err().toString());
            assertEquals(0, run.terminate());
        }
        try (Headless dump = Headless.run("--store", directory.resolve("store").toString(), "--dump")) {
            assertEquals(0, dump.exitCode());
            // Each once; the one without an id under a derived one.
            List<String> ids = Headless.values(dump.out(), "MsgId");
            Set<String> expected = new TreeSet<>(samples.stream().map(sample -> sample.ids().get(0))
                    .filter(id -> !id.isEmpty()).toList());
            expected.add("last");
            assertEquals(expected, new TreeSet<>(ids.stream().filter(id -> !id.startsWith("sha256:")).toList()));
            assertEquals(expected.size() + 1, ids.size());
        }
    }

    @Test
    void theDumpShowsConversationsInOrderOfTime() throws Exception {
        try (BareGateway gateway = new BareGateway(); Headless run = start(gateway)) {
            gateway.awaitHandshakes(1);
            for (int time : List.of(5, 3, 9, 1, 7)) {
                for (String group : List.of("b", "a")) {
                    gateway.push("{\"MsgId\":\"" + group + time + "\",\"GroupId\":\"" + group
                            + "\",\"MsgType\":\"text\","
                            + "\"Content\":\"第\\n" + time + "\",\"MsgTime\":" + (1_763_800_000 + time) + "}");
                }
            }
            gateway.awaitAcks(10);
            assertEquals(0, run.terminate());
        }
        try (Headless dump = Headless.run("--store", directory.resolve("store").toString(), "--dump")) {
            assertEquals(List.of("a1", "a3", "a5", "a7", "a9", "b1", "b3", "b5", "b7", "b9"),
                    Headless.values(dump.out(), "MsgId"));
            assertEquals("第\\n1", Headless.values(dump.out(), "Content").get(0));
            assertEquals("1763800001", Headless.values(dump.out(), "MsgTime").get(0));
        }
    }

    @Test
    void whatWasAcknowledgedBeforeAKillIsInTheDump() throws Exception {
        Set<String> acknowledged;
        try (BareGateway gateway = new BareGateway(); Headless run = start(gateway)) {
            gateway.awaitHandshakes(1);
            Thread stream = new Thread(() -> {
                try {
                    for (int i = 0; run.isAlive(); i++) {
                        gateway.push("{\"MsgId\":\"m" + i + "\",\"GroupId\":\"wm" + i % 5 + "\",\"MsgType\":\"text\"}");
                    }
                } catch (IOException e) {
                    // The process was killed: that is the test.
                }
            });
            stream.start();
            gateway.awaitAcks(500);
            run.kill();
            stream.join();
            acknowledged = new TreeSet<>(gateway.acks().stream()
                    .map(ack -> ack.substring(0, ack.indexOf('|'))).toList());
        }
        try (Headless dump = Headless.run("--store", directory.resolve("store").toString(), "--dump")) {
            List<String> stored = Headless.values(dump.out(), "MsgId");
            assertTrue(acknowledged.size() >= 500);
            acknowledged.removeAll(Set.copyOf(stored));
            assertEquals(Set.of(), acknowledged);
            assertEquals(stored.size(), Set.copyOf(stored).size());
        }
    }

    private Headless start(BareGateway gateway) throws Exception {
        return Headless.start("--gateway", gateway.url(), "--store", directory.resolve("store").toString());
    }
}
