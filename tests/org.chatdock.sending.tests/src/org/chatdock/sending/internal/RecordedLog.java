// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.osgi.service.log.Logger;

/** A log for tests. A logged error that the test did not expect fails it, and so does a secret on any level. */
public final class RecordedLog implements AfterEachCallback {
    /** What the tests use as token, and have in every text: it must not be in a log. */
    public static final String SECRET = "s3cret";

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final Logger logger = (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(),
            new Class<?>[] { Logger.class }, (proxy, method, arguments) -> record(method, arguments));

    public Logger logger() {
        return logger;
    }

    private Object record(Method method, Object[] arguments) {
        String entry = method.getName() + " " + said(arguments);
        all.add(entry);
        if (method.getName().equals("error")) {
            errors.add(entry);
        }
        return method.getReturnType() == boolean.class ? Boolean.TRUE : null;
    }

    private static String said(Object[] arguments) {
        if (arguments == null) {
            return "";
        }
        StringWriter said = new StringWriter();
        for (Object argument : arguments) {
            Object[] parts = argument instanceof Object[] array ? array : new Object[] { argument };
            for (Object part : parts) {
                said.append(' ').append(String.valueOf(part));
                if (part instanceof Throwable failure) {
                    failure.printStackTrace(new PrintWriter(said, true));
                }
            }
        }
        return said.toString();
    }

    /** Takes the one error that there should be. */
    public void expectError(String... parts) {
        assertEquals(1, errors.size(), errors::toString);
        Arrays.stream(parts).forEach(part -> assertTrue(errors.get(0).contains(part), errors::toString));
        errors.clear();
    }

    /** Takes errors that all say the same; there is at least one. */
    public void expectErrors(String part) {
        assertFalse(errors.isEmpty());
        errors.forEach(error -> assertTrue(error.contains(part), error));
        errors.clear();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertEquals(List.of(), errors);
        all.forEach(entry -> assertFalse(entry.contains(SECRET), entry));
    }
}
