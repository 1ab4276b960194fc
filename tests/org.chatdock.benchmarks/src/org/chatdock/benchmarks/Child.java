// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/** A fresh Java of the same kind and class path as this one. What it says to its standard error is ours. */
final class Child implements AutoCloseable {
    private static final int LONGEST_LIFE_MILLIS = 300_000;

    private final String name;
    private final Process process;
    private final BufferedReader lines;
    private final PrintStream orders;
    private final Timer limit = new Timer("limit", true);

    Child(Class<?> main, List<String> arguments) throws IOException {
        name = main.getSimpleName();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        limit.schedule(new TimerTask() {
            @Override
            public void run() {
                process.destroyForcibly();
            }
        }, LONGEST_LIFE_MILLIS);
    }

    /** Gives it a line to read. */
    void say(String line) {
        orders.println(line);
    }

    /** Waits for its next line. Throws if there is none. */
    String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException(name + " ended too early.");
        }
        return line;
    }

    /** Ends its input, and waits until it has ended in good order. */
    void awaitEnd() throws IOException, InterruptedException {
        orders.close();
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(name + " ended with status " + status + ".");
        }
    }

    @Override
    public void close() {
        limit.cancel();
        process.destroyForcibly();
    }
}
