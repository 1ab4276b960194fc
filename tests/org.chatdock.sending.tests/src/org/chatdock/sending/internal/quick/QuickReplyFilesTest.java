// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.quick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.sending.QuickReply;
import org.chatdock.sending.internal.call.TestService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.log.Logger;

class QuickReplyFilesTest {
    private final List<String> log = new ArrayList<>();
    private final Logger logger = (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(),
            new Class<?>[] { Logger.class }, (proxy, method, arguments) -> {
                StringBuilder entry = new StringBuilder(method.getName());
                for (Object argument : arguments) {
                    entry.append(' ').append(argument instanceof Object[] all ? List.of(all).toString() : argument);
                }
                log.add(entry.toString());
                return null;
            });
    private Path directory;
    private long written;

    @BeforeEach
    void start() throws IOException {
        directory = Files.createTempDirectory("quick replies");
    }

    @AfterEach
    void stop() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private QuickReplyFiles files(Path own, Path shared) {
        Map<String, Object> values = new HashMap<>();
        values.put("ownFile", own == null ? "" : own.toString());
        values.put("sharedFile", shared == null ? "" : shared.toString());
        return new QuickReplyFiles(TestService.configured(QuickReplyConfiguration.class, values),
                "file:" + directory + "/", logger);
    }

    /** Each time with another time, however fast the test is. */
    private Path write(String name, String json) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, json);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + 1000 * written++));
        return file;
    }

    private static List<QuickReply> replies(QuickReplyFiles files) throws Exception {
        return TestService.await(files.replies());
    }

    private static List<String> names(QuickReplyFiles files) throws Exception {
        return replies(files).stream().map(QuickReply::name).toList();
    }

    @Test
    void bothFilesAreRead() throws Exception {
        Path own = write("own.json", "[{\"name\":\"hours\",\"title\":\"Opening\",\"text\":\"9 to 5\"}]");
        Path shared = write("shared.json", "[{\"name\":\"map\",\"parts\":[{\"text\":\"Here:\"},"
                + "{\"picture\":\"http://x/p\"},{\"file\":\"http://x/f\"},{\"media\":\"M\"},"
                + "{\"media\":\"M\",\"type\":\"voice\"}]}]");
        assertEquals(List.of(
                new QuickReply("hours", "Opening", List.of(new QuickReply.Part("text", "9 to 5", Attachment.NONE)),
                        false),
                new QuickReply("map", "", List.of(new QuickReply.Part("text", "Here:", Attachment.NONE),
                        new QuickReply.Part("image", "", new Attachment("http://x/p", "", "")),
                        new QuickReply.Part("file", "", new Attachment("", "http://x/f", "")),
                        new QuickReply.Part("image", "", new Attachment("", "", "M")),
                        new QuickReply.Part("voice", "", new Attachment("", "", "M"))), true)),
                replies(files(own, shared)));
        assertEquals(List.of(), log);
    }

    @Test
    void theOwnFileIsInTheWorkspaceIfNothingIsSaid() throws Exception {
        assertEquals(List.of(), names(files(null, null)));
        write(".metadata/.plugins/org.chatdock.sending/quickreplies.json", "[{\"name\":\"a\",\"text\":\"x\"}]");
        assertEquals(List.of("a"), names(files(null, null)));
    }

    @Test
    void aChangeIsSeenAndTheLogSpeaksOnce() throws Exception {
        Path own = directory.resolve("own.json");
        QuickReplyFiles files = files(own, null);
        assertEquals(List.of(), names(files));
        write("own.json", "[{\"name\":\"a\",\"text\":\"x\"},{\"name\":\"\",\"text\":\"x\"}]");
        assertEquals(List.of("a"), names(files));
        assertEquals(List.of("a"), names(files));
        assertEquals(1, log.size(), log::toString);
        write("own.json", "[{\"name\":\"b\",\"text\":\"x\"}]");
        assertEquals(List.of("b"), names(files));
        write("own.json", "[{\"name\":\"c\",\"text\"");
        assertEquals(List.of("b"), names(files));
        assertTrue(log.get(1).contains("it is not JSON from line 1 on; correct it there"), log::toString);
        Files.delete(own);
        assertEquals(List.of(), names(files));
    }

    @Test
    void aWrongEntryIsNamedAndTheOthersStay() throws Exception {
        Path own = write("own.json", "[3, {\"text\":\"s3cret\"}, {\"name\":\"a\"}, {\"name\":\"a\",\"text\":5},"
                + "{\"name\":\"a\",\"parts\":[]}, {\"name\":\"a\",\"parts\":[{\"txt\":\"s3cret\"}]},"
                + "{\"name\":\"a\",\"parts\":[{\"file\":\"f\",\"picture\":\"p\"}]},"
                + "{\"name\":\"a\",\"text\":\"x\",\"parts\":[]}, {\"name\":\"good\",\"text\":\"x\"}]");
        assertEquals(List.of("good"), names(files(own, null)));
        assertEquals(8, log.size(), log::toString);
        List<String> hints = List.of("it must be an object", "give it a name", "give it a text, or parts",
                "text must be a text in quotation marks", "at least one part", "each part must have a text",
                "one of picture, file and media", "and not both");
        for (int i = 0; i < hints.size(); i++) {
            String entry = log.get(i);
            assertTrue(entry.contains("[" + (i + 1) + ", " + own + ", ") && entry.contains(hints.get(i)), entry);
        }
        assertTrue(log.stream().noneMatch(entry -> entry.contains("s3cret")), log::toString);
    }

    @Test
    void whatIsNoListIsSaid() throws Exception {
        assertEquals(List.of(), names(files(write("own.json", "{}"), null)));
        assertTrue(log.get(0).contains("put [ and ] around the replies"), log::toString);
    }

    @Test
    void aPathMustBeAbsolute() {
        assertEquals("Configuration org.chatdock.quickreplies: sharedFile is \"x.json\"; it must be the absolute path "
                + "of a file.",
                assertThrows(IllegalArgumentException.class, () -> files(null, Path.of("x.json"))).getMessage());
    }
}
