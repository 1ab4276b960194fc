// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a main class of this bundle in a process of its own, without a framework. */
final class Fork implements AutoCloseable {
    private final Process process;
    private final Path temporary;
    private final BufferedReader output;
    private final BufferedWriter input;

    private Fork(Process process, Path temporary) {
        this.process = process;
        this.temporary = temporary;
        input = process.outputWriter(StandardCharsets.UTF_8);
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * {@code temporary}: gets a directory for what the process, when it is killed, cannot remove, until {@link #close}.
     */
    static Fork start(ForkedClasses classes, Path temporary, Class<?> main, String... arguments) throws IOException {
        return start(List.of(), classes, temporary, main, arguments);
    }

    /** {@code wrapper}: a command that becomes the one that is added to it. */
    static Fork start(List<String> wrapper, ForkedClasses classes, Path temporary, Class<?> main, String... arguments)
            throws IOException {
        Path own = Files.createTempDirectory(temporary, "fork");
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-XX:ErrorFile=/dev/stderr",
                "-Djava.io.tmpdir=" + own));
        command.addAll(classes.options());
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new Fork(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start(), own);
    }

    /** The next line the process prints, null when it has ended. */
    String line() throws IOException {
        return output.readLine();
    }

    /** Gives the process a line to read. */
    void say(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
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
        // The signal is given before the threads have stopped: one may be about to remove a file.
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!isHeld()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("the process does not stop");
            }
            Thread.onSpinWait();
        }
    }

    /** Whether each of its threads has stopped. */
    private boolean isHeld() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path thread : threads.toList()) {
                String state = Files.readString(thread.resolve("stat"));
                // The state follows the name, which stands in brackets and may hold anything.
                if (!state.startsWith(") T", state.lastIndexOf(')'))) {
                    return false;
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // A thread has ended meanwhile.
            return false;
        }
        return true;
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
        try (Stream<Path> left = Files.walk(temporary)) {
            for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Waits for the process to end by itself. @return its exit code */
    int end() throws Exception {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end");
        }
        return process.exitValue();
    }
}
