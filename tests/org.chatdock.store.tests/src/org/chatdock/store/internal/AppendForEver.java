// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromUser;

import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

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
        SqliteStore store = new SqliteStore(Path.of(arguments[0]), StoreOptions.DEFAULT, logToErr());
        out.println("opened");
        for (int i = 0;; i++) {
            free.acquire();
            String id = arguments[1] + i;
            store.append(fromUser("c" + i % 7, id, i % 100)).whenComplete((appended, failure) -> {
                out.println(failure == null ? id : "failed " + failure);
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
