// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import org.osgi.service.log.LogLevel;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerConsumer;

/** Keeps what is logged. Give {@link #logger()} to the subject and call {@link #assertNoErrors()} after every test. */
public final class RecordingLogger {
    /**
     * One line of the log.
     *
     * @param text with the place-holders filled in
     * @param failure the throwable that came last, null if there was none
     */
    public record Entry(LogLevel level, String text, Throwable failure) {
        /** All that a log file would hold: the text and the stack trace. */
        public String whole() {
            StringWriter whole = new StringWriter().append(level.name()).append(' ').append(text);
            if (failure != null) {
                failure.printStackTrace(new PrintWriter(whole, true));
            }
            return whole.toString();
        }

        @Override
        public String toString() {
            return level + " " + text + (failure == null ? "" : " (" + failure + ")");
        }
    }

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Logger logger = (Logger) Proxy.newProxyInstance(RecordingLogger.class.getClassLoader(),
            new Class<?>[] { Logger.class }, (proxy, method, arguments) -> called((Logger) proxy, method, arguments));

    /** Writes into this. All levels are enabled. */
    public Logger logger() {
        return logger;
    }

    /** Everything so far, in order. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The texts of one level, in order. */
    public List<String> texts(LogLevel level) {
        return entries.stream().filter(entry -> entry.level() == level).map(Entry::text).toList();
    }

    public List<String> errors() {
        return texts(LogLevel.ERROR);
    }

    public List<String> warnings() {
        return texts(LogLevel.WARN);
    }

    /** Takes the one error that there should be out of the log, so that {@link #assertNoErrors()} passes. */
    public Entry takeError() {
        List<Entry> errors = entries.stream().filter(entry -> entry.level() == LogLevel.ERROR).toList();
        if (errors.size() != 1) {
            throw new AssertionError("One error expected, but: " + errors);
        }
        entries.remove(errors.get(0));
        return errors.get(0);
    }

    /** Takes all errors out of the log. */
    public List<Entry> takeErrors() {
        List<Entry> errors = entries.stream().filter(entry -> entry.level() == LogLevel.ERROR).toList();
        entries.removeAll(errors);
        return errors;
    }

    /** @throws AssertionError if there is an error that was not taken */
    public void assertNoErrors() {
        if (!errors().isEmpty()) {
            throw new AssertionError("No error expected, but: " + errors(), failureOfFirstError());
        }
    }

    /** @throws AssertionError if the text stands anywhere in the log, stack traces included */
    public void assertNowhere(String secret) {
        for (Entry entry : entries) {
            if (entry.whole().contains(secret)) {
                throw new AssertionError("'" + secret + "' must not be logged, but: " + entry.whole());
            }
        }
    }

    private Throwable failureOfFirstError() {
        return entries.stream().filter(entry -> entry.level() == LogLevel.ERROR && entry.failure() != null)
                .map(Entry::failure).findFirst().orElse(null);
    }

    private Object called(Logger self, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> "recording logger";
            };
        }
        if (method.getName().equals("getName")) {
            return "recording";
        }
        if (method.getReturnType() == boolean.class) {
            return Boolean.TRUE;
        }
        if (arguments[0] instanceof LoggerConsumer<?>) {
            try {
                LoggerConsumer.class.getMethod("accept", Logger.class).invoke(arguments[0], self);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            return null;
        }
        record(LogLevel.valueOf(method.getName().toUpperCase(Locale.ROOT)), arguments);
        return null;
    }

    private void record(LogLevel level, Object[] arguments) {
        Object[] values = Arrays.copyOfRange(arguments, 1, arguments.length);
        if (values.length == 1 && values[0] instanceof Object[] array) {
            values = array;
        }
        Throwable failure = null;
        if (values.length > 0 && values[values.length - 1] instanceof Throwable last) {
            failure = last;
            values = Arrays.copyOf(values, values.length - 1);
        }
        entries.add(new Entry(level, filled(String.valueOf(arguments[0]), values), failure));
    }

    private static String filled(String format, Object[] values) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            int place = format.indexOf("{}", from);
            if (place < 0) {
                break;
            }
            text.append(format, from, place).append(value);
            from = place + 2;
        }
        return text.append(format.substring(from)).toString();
    }
}
