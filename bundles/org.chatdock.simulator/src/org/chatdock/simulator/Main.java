// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.chatdock.simulator.internal.process.Arguments;
import org.chatdock.simulator.internal.process.ReadyLine;
import org.chatdock.simulator.internal.process.UsageException;

/**
 * The gateway as a process. Prints one line of JSON to stdout when it is ready and runs until it gets a SIGTERM or
 * SIGINT, then ends with 0. Ends with 2 if it was called wrongly, with 1 if it cannot start; one line on stderr says
 * why.
 */
public final class Main {

    private static final int CANNOT_START = 1;
    private static final int WRONG_USAGE = 2;

    private Main() {
    }

    /** See {@code --help}. */
    public static void main(String[] args) throws InterruptedException {
        int status = run(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(String[] args) throws InterruptedException {
        try {
            Optional<Arguments> arguments = Arguments.parse(args);
            if (arguments.isPresent()) {
                serve(arguments.get());
            } else {
                System.out.print(Arguments.HELP);
            }
            return 0;
        } catch (UsageException e) {
            return fail(WRONG_USAGE, e.getMessage());
        } catch (IOException e) {
            return fail(CANNOT_START, "cannot start: " + e.getMessage());
        }
    }

    private static int fail(int status, String why) {
        System.err.println("chatdock-simulator: " + why);
        return status;
    }

    private static void serve(Arguments arguments) throws IOException, InterruptedException {
        Gateway gateway = arguments.builder().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            gateway.close();
            // The JVM's own status after a signal is 128 and more; being asked to end is no failure.
            Runtime.getRuntime().halt(0);
        }, "chatdock-simulator-end"));
        announce(System.out, ReadyLine.of(gateway));
        new CountDownLatch(1).await();
    }

    private static void announce(PrintStream out, String line) {
        out.println(line);
        out.flush();
    }
}
