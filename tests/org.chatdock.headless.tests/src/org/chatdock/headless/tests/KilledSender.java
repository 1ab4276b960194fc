// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A store whose process sends, is killed, and begins again. One thread. */
final class KilledSender {
    private static final int CONVERSATIONS = 5;
    /** The more are kept at once, the more moments there are between the states of all of them. */
    private static final int EACH_TIME = 15;

    private final Path directory;
    private final int kills;
    private final Random random;
    private final int[] moments = new int[3];
    /** Content by client id, of all that a process has said to have kept. */
    private final Map<String, String> kept = new HashMap<>();
    private int written;

    KilledSender(Path directory, int kills, long seed) {
        this.directory = directory;
        this.kills = kills;
        random = new Random(seed);
    }

    /** @return what it was like */
    String run() throws Exception {
        try (TakingService service = new TakingService(random.nextLong())) {
            for (int kill = 0; kill < kills; kill++) {
                sendAndKill(service);
            }
            Map<String, String> left = entries(service);
            try (Headless last = Headless.run(arguments(service.url(), "--send-stdin"))) {
                note(last);
            }
            assertNothingIsLost(service);
            service.requests().forEach((content, keys) -> assertEquals(1, keys.size(), () -> content + " was sent "
                    + keys.size() + " times"));
            return String.format("%d kills (%d after a line, %d after a request, %d after an answer), %d kept, "
                    + "%d requests, %d left at the last kill", kills, moments[0], moments[1], moments[2], kept.size(),
                    service.requests().size(), left.size());
        }
    }

    private void sendAndKill(TakingService service) throws Exception {
        int requests = service.count() + some(service);
        int answers = service.answers() + some(service);
        try (Headless run = Headless.feed(messages(), arguments(service.url(), "--send-stdin"))) {
            int moment = random.nextInt(moments.length);
            moments[moment]++;
            try {
                await(moment, run, service, requests, answers);
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + ": " + run.out() + run.err(), e);
            }
            run.kill();
            note(run);
        }
    }

    private void await(int moment, Headless run, TakingService service, int requests, int answers)
            throws InterruptedException {
        switch (moment) {
            case 0 -> {
                int lines = 1 + random.nextInt(EACH_TIME);
                run.awaitOut(out -> ids(out).size() >= lines);
            }
            case 1 -> service.awaitRequests(requests);
            default -> service.awaitAnswers(answers);
        }
    }

    /** Of those that are yet to be sent, or more: what was kept before stays for the next time. */
    private int some(TakingService service) {
        return 1 + random.nextInt(Math.max(EACH_TIME, kept.size() - service.requests().size()));
    }

    private String messages() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < EACH_TIME; i++) {
            lines.append("{\"To\":\"wm").append(written % CONVERSATIONS).append("\",\"Content\":\"text ")
                    .append(written++).append("\"}\n");
        }
        return lines.toString();
    }

    private String[] arguments(String url, String... more) {
        List<String> all = new ArrayList<>(List.of("--store", store(), "--outbox", "--api", url, "--corp", "c",
                "--user", "u", "--set", "org.chatdock.sending.idempotencyHeader=Idempotency-Key"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private String store() {
        return directory.resolve("store").toString();
    }

    /** One value for each line that tells of what is kept. */
    private static List<String> ids(List<String> out) {
        return Headless.values(out, "outbox");
    }

    private void note(Headless run) {
        for (String line : run.out()) {
            if (line.startsWith("{\"outbox\":") && line.endsWith("}")) {
                String content = Headless.values(List.of(line), "Content").get(0);
                assertNull(kept.put(ids(List.of(line)).get(0), content), "an id of two messages");
            }
        }
    }

    /** What is in the outbox, state by content. */
    private Map<String, String> entries(TakingService service) throws Exception {
        try (Headless run = Headless.run("--store", store(), "--outbox")) {
            assertEquals(0, run.exitCode(), () -> run.err().toString());
            Map<String, String> states = new HashMap<>();
            for (String line : run.out()) {
                states.put(Headless.values(List.of(line), "Content").get(0),
                        Headless.values(List.of(line), "state").get(0));
            }
            states.forEach((content, state) -> {
                if (state.equals("WAITING")) {
                    assertNull(service.requests().get(content), () -> content + " waits, but was sent");
                }
            });
            return states;
        }
    }

    private void assertNothingIsLost(TakingService service) throws Exception {
        Set<String> found = new HashSet<>();
        try (Headless dump = Headless.run("--store", store(), "--dump")) {
            for (String content : Headless.values(dump.out(), "Content")) {
                assertTrue(found.add(content), () -> content + " is stored twice");
                assertEquals(1, service.requests().get(content).size());
            }
        }
        Map<String, String> left = entries(service);
        left.forEach((content, state) -> {
            assertEquals("UNKNOWN", state, content);
            assertTrue(found.add(content), () -> content + " is sent, and yet to be sent");
        });
        kept.values().forEach(content -> assertTrue(found.contains(content), () -> content + " is lost"));
        assertTrue(kept.size() > kills, "hardly anything was kept");
        assertTrue(left.size() > kills / 20, "hardly a kill came between a request and its answer");
    }
}
