// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.osgi.service.log.Logger;

/** A log for tests. A logged error or warning that the test did not expect fails it. */
public final class RecordedLog implements AfterEachCallback {
    private final List<String> entries = new CopyOnWriteArrayList<>();
    private final Logger logger = (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(),
            new Class<?>[] { Logger.class }, (proxy, method, arguments) -> record(method, arguments));

    public Logger logger() {
        return logger;
    }

    private Object record(Method method, Object[] arguments) {
        if (method.getName().equals("error") || method.getName().equals("warn")) {
            entries.add(method.getName() + " " + Arrays.deepToString(arguments));
        }
        return method.getReturnType() == boolean.class ? Boolean.TRUE : null;
    }

    public List<String> entries() {
        return List.copyOf(entries);
    }

    /** Takes the one entry that there should be. */
    public void expect(String part) {
        assertEquals(1, entries.size(), entries::toString);
        assertTrue(entries.get(0).contains(part), entries::toString);
        entries.clear();
    }

    /** The test has looked at all that is there. */
    public void forget() {
        entries.clear();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertEquals(List.of(), entries);
    }
}
