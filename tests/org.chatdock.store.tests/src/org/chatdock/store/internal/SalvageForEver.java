// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CopyOnWriteArrayList;

import org.osgi.service.log.Logger;

/** A process to be killed: salvages one store again and again. */
final class SalvageForEver {
    private SalvageForEver() {
    }

    /** @param arguments the directory */
    public static void main(String[] arguments) {
        // Each salvage is a warning, of which nobody here wants to know.
        Logger silent = (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] { Logger.class },
                (proxy, method, values) -> null);
        while (true) {
            new SqliteStore(Path.of(arguments[0]), StoreOptions.DEFAULT, null, Paces.NEVER, silent,
                    new CopyOnWriteArrayList<>(), StoreWatcher.NONE, Clock.systemUTC(), true).close();
            System.out.print("salvaged\n");
        }
    }
}
