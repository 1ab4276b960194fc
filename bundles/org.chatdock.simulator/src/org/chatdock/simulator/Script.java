// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.chatdock.simulator.internal.script.ScriptParser;
import org.chatdock.simulator.internal.script.ShippedScripts;

/**
 * Conversations to play. Immutable, any thread.
 *
 * @param name short name; ids that the file does not give are made from it
 * @param customers in order of appearance
 * @param messages what comes by itself, in the order of the file
 * @param answers by the customer's id text: what follows the agent's first message, second, ...
 * @param closings by the customer's id text: what is said once when the answers have run out
 */
public record Script(String name, List<Customer> customers, List<ScriptedMessage> messages,
        Map<String, List<ScriptedAnswer>> answers, Map<String, ScriptedAnswer> closings) {

    private static final String SUFFIX = ".chat";

    /** Copies the collections. */
    public Script {
        Objects.requireNonNull(name, "name");
        customers = List.copyOf(customers);
        messages = List.copyOf(messages);
        answers = answers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
        closings = Map.copyOf(closings);
    }

    /** A script in which nothing happens: for tests that push their own frames. */
    public static Script empty() {
        return new Script("empty", List.of(), List.of(), Map.of(), Map.of());
    }

    /** Names of the scripts in this bundle, sorted. */
    public static List<String> shippedNames() {
        return ShippedScripts.NAMES;
    }

    /**
     * A script of this bundle.
     *
     * @throws ScriptException if there is none of this name; the message lists those that exist
     */
    public static Script shipped(String name) throws ScriptException {
        return ScriptParser.parse(name, ShippedScripts.text(name));
    }

    /**
     * Reads a file, UTF-8; its format is described at the parser and in the README of this bundle.
     *
     * @throws ScriptException if it cannot be read or understood
     */
    public static Script read(Path file) throws ScriptException {
        String source = String.valueOf(file.getFileName());
        try {
            return parse(source, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new ScriptException(source, 0, "not UTF-8: save the file in this encoding");
        } catch (IOException e) {
            throw new ScriptException(source, 0, "cannot be read (" + e.getClass().getSimpleName()
                    + "): give a readable file or one of " + shippedNames());
        }
    }

    /**
     * Parses a text.
     *
     * @param source used in errors, and without the ending {@code .chat} as the script's name
     * @throws ScriptException if it cannot be understood
     */
    public static Script parse(String source, String text) throws ScriptException {
        return ScriptParser.parse(source, text);
    }

    /**
     * A shipped script if there is one of this name, else a file.
     *
     * @throws ScriptException if it is neither, or cannot be understood
     */
    public static Script named(String nameOrFile) throws ScriptException {
        return shippedNames().contains(nameOrFile) ? shipped(nameOrFile) : read(Path.of(nameOrFile));
    }

    /** The ids of all messages that come without anything that the agent does, as text, sorted. */
    public Set<String> messageIds() {
        Set<String> ids = new TreeSet<>();
        messages.forEach(message -> ids.add(message.id().text()));
        return ids;
    }

    /** The script's name for a source: the file's name without its ending, spaces and {@code |} as hyphens. */
    public static String nameOf(String source) {
        String stem = source.endsWith(SUFFIX) ? source.substring(0, source.length() - SUFFIX.length()) : source;
        return stem.replaceAll("[\\s|]+", "-");
    }
}
