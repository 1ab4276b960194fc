// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.process;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.chatdock.simulator.Gateway;
import org.chatdock.simulator.GatewayBuilder;
import org.chatdock.simulator.Script;
import org.chatdock.simulator.ScriptException;

/** The command line, read into a builder. */
public final class Arguments {

    /** What {@code --help} prints. */
    public static final String HELP = """
            Chatdock simulator: a chat gateway for demos, training and tests.

            --port N               port on loopback; 0 (default): any free one
            --script NAME|FILE     what to play: %s, or a file; default service-desk
            --pace F               factor on all waits: 1 (default) as written, 0 without waits
            --redeliver-after S    seconds until an unacknowledged message comes again; default 30, 0: at reconnect only
            --redeliver-limit N    how often at most, for each message; default 3, -1: no limit
            --corp C               the shop; default demo
            --user U               the agent who is signed in; default lin
            --token T              demand this token and the corp of every socket and call; default: demand nothing
            --echo                 what the agent sends also comes back on the socket
            --no-pong              do not answer pings
            --fresh-ids            new message ids in every run, for clients that remember the last one
            --no-hold              what becomes due while nobody is connected is in the history only
            --single-session       a socket that opens closes the others with 4409
            --record FILE          append every acknowledgement and send to a file, one JSON object a line
            --help                 print this
            """.formatted(String.join(" or ", Script.shippedNames()));

    private final GatewayBuilder builder = Gateway.builder();
    private String script = "service-desk";

    private Arguments() {
    }

    /**
     * Reads the command line; empty if help was asked for.
     *
     * @throws UsageException if it makes no sense
     */
    public static Optional<Arguments> parse(String... args) throws UsageException {
        if (List.of(args).contains("--help")) {
            return Optional.empty();
        }
        Arguments arguments = new Arguments();
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            arguments.option(words.next(), words);
        }
        arguments.loadScript();
        return Optional.of(arguments);
    }

    /** A builder with all that was given. */
    public GatewayBuilder builder() {
        return builder;
    }

    private void option(String option, Iterator<String> words) throws UsageException {
        try {
            apply(option, words);
        } catch (NumberFormatException e) {
            throw new UsageException(option + " needs a number; see --help");
        } catch (InvalidPathException e) {
            throw new UsageException(option + " needs a file name; see --help");
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
    }

    private void apply(String option, Iterator<String> words) throws UsageException {
        switch (option) {
            case "--port" -> builder.port(Integer.parseInt(value(option, words)));
            case "--script" -> script = value(option, words);
            case "--pace" -> builder.pace(Double.parseDouble(value(option, words)));
            case "--redeliver-after" -> builder.redeliverAfter(seconds(value(option, words)));
            case "--redeliver-limit" -> builder.redeliverLimit(Integer.parseInt(value(option, words)));
            case "--corp" -> builder.corp(value(option, words));
            case "--user" -> builder.user(value(option, words));
            case "--token" -> builder.token(value(option, words));
            case "--record" -> builder.record(Path.of(value(option, words)));
            case "--echo" -> builder.echo(true);
            case "--no-pong" -> builder.answerPings(false);
            case "--no-hold" -> builder.holdWhileAway(false);
            case "--single-session" -> builder.singleSession(true);
            case "--fresh-ids" -> builder.freshIds(true);
            default -> throw new UsageException("unknown option " + option + "; see --help");
        }
    }

    private static String value(String option, Iterator<String> words) throws UsageException {
        if (!words.hasNext()) {
            throw new UsageException(option + " needs a value; see --help");
        }
        return words.next();
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
    }

    private void loadScript() throws UsageException {
        try {
            builder.script(Script.named(script));
        } catch (ScriptException e) {
            throw new UsageException(e.getMessage());
        } catch (InvalidPathException e) {
            throw new UsageException("--script needs a file name or one of " + Script.shippedNames());
        }
    }
}
