// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.quick;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.sending.QuickReply;
import org.osgi.service.log.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One file of replies, read again when its time or size has changed. Any thread; reads under its lock. */
final class ReplyFile {
    private static final long MOST_BYTES = 16L << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** What was seen of the file last. */
    private record Seen(FileTime time, long bytes) {
        static final Seen NOTHING = new Seen(null, -1);
    }

    /** One entry is wrong; the message says what to do, and quotes no text. */
    private static final class WrongEntry extends Exception {
        private static final long serialVersionUID = 1L;

        WrongEntry(String what) {
            super(what);
        }
    }

    private final Path path;
    private final boolean shared;
    private final Logger log;
    /** Guarded by this. */
    private Seen seen = Seen.NOTHING;
    /** Guarded by this. */
    private List<QuickReply> replies = List.of();

    ReplyFile(Path path, boolean shared, Logger log) {
        this.path = path;
        this.shared = shared;
        this.log = log;
    }

    /** As they are now; without the file there are none. What cannot be read leaves those that were there before. */
    synchronized List<QuickReply> replies() {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            Seen found = new Seen(now.lastModifiedTime(), now.size());
            if (!found.equals(seen)) {
                seen = found;
                read(found.bytes);
            }
        } catch (@SuppressWarnings("unused") NoSuchFileException none) {
            seen = Seen.NOTHING;
            replies = List.of();
        } catch (IOException e) {
            failed(e.getClass().getSimpleName() + "; make the file readable");
        }
        return replies;
    }

    private void read(long bytes) throws IOException {
        if (bytes > MOST_BYTES) {
            failed("it is larger than 16 MB; make it smaller");
            return;
        }
        JsonNode list;
        try {
            list = MAPPER.readTree(Files.readAllBytes(path));
        } catch (JsonProcessingException e) {
            failed("it is not JSON from line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
                    + " on; correct it there");
            return;
        }
        if (!list.isArray()) {
            failed("it is not a list; put [ and ] around the replies");
            return;
        }
        List<QuickReply> good = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            try {
                good.add(reply(list.get(i)));
            } catch (WrongEntry e) {
                log.warn("Entry {} of the quick replies in {} is left out: {}.", i + 1, path, e.getMessage());
            }
        }
        replies = List.copyOf(good);
    }

    private void failed(String why) {
        log.warn("The quick replies in {} cannot be read: {}.", path, why);
    }

    private QuickReply reply(JsonNode entry) throws WrongEntry {
        if (!entry.isObject()) {
            throw new WrongEntry("it must be an object with name and text");
        }
        String name = text(entry, "name");
        if (name.isBlank()) {
            throw new WrongEntry("give it a name");
        }
        JsonNode parts = entry.path("parts");
        List<QuickReply.Part> read = new ArrayList<>();
        if (entry.has("text") == entry.has("parts")) {
            throw new WrongEntry("give it a text, or parts, and not both");
        } else if (entry.has("text")) {
            read.add(part(entry));
        } else if (!parts.isArray() || parts.isEmpty()) {
            throw new WrongEntry("parts must be a list with at least one part");
        }
        for (JsonNode part : parts) {
            read.add(part(part));
        }
        return new QuickReply(name.strip(), text(entry, "title").strip(), read, shared);
    }

    private static QuickReply.Part part(JsonNode part) throws WrongEntry {
        String text = text(part, "text");
        String picture = text(part, "picture");
        String file = text(part, "file");
        String media = text(part, "media");
        Attachment attachment = new Attachment(picture, file, media);
        int filled = (picture.isBlank() ? 0 : 1) + (file.isBlank() ? 0 : 1) + (media.isBlank() ? 0 : 1);
        if (filled > 1 || filled == 0 && text.isBlank()) {
            throw new WrongEntry("each part must have a text, or one of picture, file and media");
        }
        String type = text(part, "type");
        String usual = !file.isBlank() ? MessageType.FILE : filled == 1 ? MessageType.IMAGE : MessageType.TEXT;
        return new QuickReply.Part(type.isBlank() ? usual : type, text, attachment);
    }

    private static String text(JsonNode entry, String key) throws WrongEntry {
        JsonNode value = entry.path(key);
        if (!value.isMissingNode() && !value.isTextual()) {
            throw new WrongEntry(key + " must be a text in quotation marks");
        }
        return value.asText("");
    }
}
