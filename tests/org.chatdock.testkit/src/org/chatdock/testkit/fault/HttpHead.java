// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A request or an answer up to and with the empty line. Never prints itself: a head may hold a token. */
final class HttpHead {
    /** Longer ones are refused. */
    static final int LARGEST_BYTES = 64 * 1024;

    private static final String END = "\r\n";
    private final String[] lines;

    private HttpHead(String[] lines) {
        this.lines = lines;
    }

    /** Where the head ends in the first bytes of a stream, or -1 if it goes on. */
    static int length(byte[] bytes) {
        for (int at = 3; at < bytes.length; at++) {
            if (bytes[at] == '\n' && bytes[at - 1] == '\r' && bytes[at - 2] == '\n' && bytes[at - 3] == '\r') {
                return at + 1;
            }
        }
        return -1;
    }

    static HttpHead of(byte[] bytes) {
        return new HttpHead(new String(bytes, StandardCharsets.ISO_8859_1).split(END));
    }

    /** Whether it is an answer with this status. */
    boolean isStatus(int status) {
        return lines[0].startsWith("HTTP/") && lines[0].contains(" " + status);
    }

    /** How many bytes of a body follow; -1 if that is not said. */
    int bodyLength() {
        return Arrays.stream(lines).filter(line -> isHeader(line, "Content-Length"))
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).trim())).findFirst()
                .orElse(-1);
    }

    HttpHead without(String name) {
        return new HttpHead(Arrays.stream(lines).filter(line -> !isHeader(line, name)).toArray(String[]::new));
    }

    /** Replaces a header, or adds it. */
    HttpHead with(String name, String value) {
        return new HttpHead(Stream.concat(Arrays.stream(without(name).lines), Stream.of(name + ": " + value))
                .toArray(String[]::new));
    }

    byte[] bytes() {
        return Arrays.stream(lines).collect(Collectors.joining(END, "", END + END))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isHeader(String line, String name) {
        return line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":");
    }
}
