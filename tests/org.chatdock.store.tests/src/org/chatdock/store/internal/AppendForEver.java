// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromUser;

import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

import org.chatdock.api.message.Message;
import org.osgi.service.log.Logger;

/** A process to be killed: stores messages and prints the id of each that is acknowledged. */
final class AppendForEver {
    private static final int IN_FLIGHT = 50;

    private AppendForEver() {
    }

    /** @param arguments the directory, and a text that no other process's ids begin with */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Semaphore free = new Semaphore(IN_FLIGHT);
        // Moves most of the time, and often in the middle of what came together.
        Pace pace = new Pace(1, 4000, 20);
        SqliteStore store = new SqliteStore(Path.of(arguments[0]), StoreOptions.DEFAULT, pace, logToErr(),
                new CopyOnWriteArrayList<>());
        out.println("opened");
        for (int i = 0;; i++) {
            free.acquire();
            String id = arguments[1] + i;
            // One in ten is not understood at first.
            Message message = fromUser("c" + i % 7, id, i % 100);
            if (i % 10 == 0) {
                store.appendUnknown(message);
            }
            store.append(message).whenComplete((appended, failure) -> {
                // In one piece: whoever reads while this process is held shall find whole lines.
                out.print((failure == null ? id : "failed " + failure) + "\n");
                free.release();
            });
        }
    }

    private static Logger logToErr() {
        return (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] { Logger.class },
                (proxy, method, arguments) -> {
                    System.err.println(method.getName() + " " + Arrays.deepToString(arguments));
                    return null;
                });
    }
}
