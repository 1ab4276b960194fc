// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.store.ConversationStore;
import org.chatdock.testkit.store.StoreMessages;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.log.Logger;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Runs a main class of this bundle in a process of its own, without a framework. */
final class Fork implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private Fork(Process process) {
        this.process = process;
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** {@code classPath}: from {@link #classPath}. */
    static Fork start(String classPath, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return new Fork(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** The next line the process prints, null when it has ended. */
    String line() throws IOException {
        return output.readLine();
    }

    /** The lines that the process has printed and that nobody has read. */
    List<String> linesThere() throws IOException {
        List<String> lines = new ArrayList<>();
        while (output.ready()) {
            lines.add(output.readLine());
        }
        return lines;
    }

    /** Holds the process where it is: its files stay as they would be if it were killed now. */
    void hold() throws Exception {
        signal("STOP");
    }

    void goOn() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("there is no signal " + name);
        }
    }

    /** Ends the process as kill -9 does, and returns what it had printed until then. */
    List<String> kill() throws Exception {
        // Not Process.destroyForcibly: that would throw away what the process has said.
        process.toHandle().destroyForcibly();
        List<String> rest = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        // Not readLine: a line that the end cut off has not been said.
        for (int c = output.read(); c >= 0; c = output.read()) {
            if (c == '\n') {
                rest.add(line.toString());
                line.setLength(0);
            } else {
                line.append((char) c);
            }
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end");
        }
        return rest;
    }

    @Override
    public void close() throws Exception {
        process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
        output.close();
    }

    /** What this bundle needs, as a class path: in a framework, copied out of the bundles. */
    static String classPath(Path directory) throws IOException {
        if (FrameworkUtil.getBundle(Fork.class) == null) {
            return System.getProperty("java.class.path");
        }
        List<String> path = new ArrayList<>();
        copy(FrameworkUtil.getBundle(Fork.class), "/", "*", directory, path);
        copy(FrameworkUtil.getBundle(ConversationStore.class), "/", "*.class", directory, path);
        copy(FrameworkUtil.getBundle(StoreMessages.class), "/", "*.class", directory, path);
        copy(FrameworkUtil.getBundle(ObjectMapper.class), "/lib", "jackson-*.jar", directory, path);
        // The framework's own classes are in no bundle that could be listed.
        path.add(Path.of(URI.create(Logger.class.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString());
        path.add(directory.toString());
        return String.join(System.getProperty("path.separator"), path);
    }

    private static void copy(Bundle bundle, String folder, String names, Path directory, List<String> path)
            throws IOException {
        for (URL entry : Collections.list(bundle.findEntries(folder, names, true))) {
            if (!entry.getPath().endsWith("/")) {
                Path target = directory.resolve(entry.getPath().substring(1));
                Files.createDirectories(target.getParent());
                try (InputStream in = entry.openStream()) {
                    Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
                }
                if (target.toString().endsWith(".jar")) {
                    path.add(target.toString());
                }
            }
        }
    }
}
