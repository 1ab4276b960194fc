// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One run of headless.sh. */
final class Headless implements AutoCloseable {
    static final String TOKEN = "s3cret-of-this-session";
    private static final Path SCRIPT = Path.of(System.getProperty("chatdock.root"), "releng", "headless.sh");

    private final Process process;
    /** Both guarded by this. */
    private final List<String> out = new ArrayList<>();
    private final List<String> err = new ArrayList<>();
    private final List<Thread> readers;

    private Headless(String input, List<String> arguments, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of("bash", SCRIPT.toString()), arguments.stream()).toList());
        builder.environment().put("CHATDOCK_TOKEN", TOKEN);
        builder.environment().putAll(environment);
        process = builder.start();
        readers = List.of(reader(process.getInputStream(), out), reader(process.getErrorStream(), err));
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A run with wrong usage ends without reading.
        }
    }

    static Headless start(String... arguments) throws IOException {
        return new Headless("", List.of(arguments), Map.of());
    }

    /**
     * A run that is soon there, because it will not live long.
     *
     * @param input all that it gets
     */
    static Headless feed(String input, String... arguments) throws IOException {
        return new Headless(input, List.of(arguments),
                Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
    }

    /** Runs to the end by itself. */
    static Headless run(String... arguments) throws Exception {
        return runWith("", arguments);
    }

    static Headless runWith(String input, String... arguments) throws Exception {
        Headless run = new Headless(input, List.of(arguments), Map.of());
        run.exitCode();
        return run;
    }

    private Thread reader(InputStream stream, List<String> lines) {
        Thread thread = new Thread(() -> {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                String line;
                while ((line = in.readLine()) != null) {
                    synchronized (this) {
                        lines.add(line);
                        notifyAll();
                    }
                }
            } catch (IOException e) {
                // The process was killed.
            }
        }, "headless-output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    synchronized List<String> out() {
        return List.copyOf(out);
    }

    synchronized List<String> err() {
        return List.copyOf(err);
    }

    void awaitOut(Predicate<List<String>> condition) throws InterruptedException {
        Wait.until(this, () -> condition.test(out), () -> "standard output: " + out + ", standard error: " + err);
    }

    void awaitErr(Predicate<List<String>> condition) throws InterruptedException {
        Wait.until(this, () -> condition.test(err), () -> "standard error: " + err);
    }

    /** SIGTERM; the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    /** SIGSTOP: it sleeps. */
    void stop() throws Exception {
        signal("-STOP");
    }

    /** SIGCONT: it wakes up. */
    void wake() throws Exception {
        signal("-CONT");
    }

    private void signal(String signal) throws Exception {
        Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).inheritIO().start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("kill " + signal + " has failed.");
        }
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(Wait.SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("It does not end. Standard output: " + out() + ", standard error: " + err());
        }
        for (Thread reader : readers) {
            reader.join();
        }
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The values of a key in lines of JSON, texts and numbers, as they stand there; lines without it are left out. */
    static List<String> values(List<String> lines, String key) {
        Pattern pattern = Pattern.compile("\"" + key + "\":(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,}]*))");
        return lines.stream().map(pattern::matcher).filter(Matcher::find)
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1)).toList();
    }

    @Override
    public void close() throws Exception {
        process.destroyForcibly();
        exitCode();
        if (Stream.concat(out().stream(), err().stream()).anyMatch(line -> line.contains(TOKEN))) {
            throw new AssertionError("The token was printed: " + out() + err());
        }
    }
}
