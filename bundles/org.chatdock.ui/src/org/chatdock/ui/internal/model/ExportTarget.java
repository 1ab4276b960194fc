// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.chatdock.api.store.ConversationExport.Format;

/**
 * Where an export goes.
 *
 * @param path the file, as the agent's system writes it
 * @param format what is written there; the end of the name says the same
 */
public record ExportTarget(String path, Format format) {
    /** What can be chosen, in the order in which a dialog offers it. */
    public static final List<Format> FORMATS = List.of(Format.HTML, Format.JSON_LINES);
    private static final String HTML = ".html";
    private static final String JSON_LINES = ".jsonl";
    /** In code points, of four bytes at most: with what is added the name must fit into 255 bytes. */
    private static final int LONGEST = 50;
    /** No file system's separators, nothing that cannot be seen, no half pairs. */
    private static final Pattern REFUSED = Pattern.compile("[\\\\/:*?\"<>|\\p{C}\\p{Zl}\\p{Zp}]+");
    /** A name that begins so is a device to Windows. */
    private static final Pattern DEVICE = Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)\\b.*",
            Pattern.CASE_INSENSITIVE);

    /** A name for the file of a customer, one that every file system takes. */
    public static String propose(String customer, LocalDate day) {
        String name = REFUSED.matcher(customer).replaceAll("_").replaceAll("\\s+", " ").strip();
        if (name.codePointCount(0, name.length()) > LONGEST) {
            name = name.substring(0, name.offsetByCodePoints(0, LONGEST)).strip();
        }
        // One that begins with a dot is hidden, one that begins with a hyphen is an option to many programs.
        if (name.startsWith(".") || name.startsWith("-") || DEVICE.matcher(name).matches()) {
            name = '_' + name;
        }
        return (name + ' ' + day).strip() + HTML;
    }

    /**
     * What the agent means: a name that ends as a format does, unless another is chosen beside it.
     *
     * @param choice which of {@link #FORMATS}; anything else counts as the first
     */
    public static ExportTarget of(String path, int choice) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.endsWith(JSON_LINES)) {
            return new ExportTarget(path, Format.JSON_LINES);
        }
        boolean page = lower.endsWith(HTML) || lower.endsWith(".htm");
        if (choice == FORMATS.indexOf(Format.JSON_LINES)) {
            String stem = page ? path.substring(0, path.lastIndexOf('.')) : path;
            return new ExportTarget(stem + JSON_LINES, Format.JSON_LINES);
        }
        return new ExportTarget(page ? path : path + HTML, Format.HTML);
    }
}
