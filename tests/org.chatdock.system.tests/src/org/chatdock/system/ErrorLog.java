// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.osgi.framework.BundleContext;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.osgi.service.log.LoggerFactory;

/** The errors that anybody in the framework logs. */
final class ErrorLog implements LogListener, AutoCloseable {
    private final LogReaderService reader;
    private final LoggerFactory loggers;
    private final List<LogEntry> errors = new CopyOnWriteArrayList<>();
    /** What we have logged ourselves and are yet to be told of. */
    private final Map<String, CountDownLatch> marks = new ConcurrentHashMap<>();

    ErrorLog(BundleContext context) {
        reader = context.getService(context.getServiceReference(LogReaderService.class));
        loggers = context.getService(context.getServiceReference(LoggerFactory.class));
        reader.addLogListener(this);
    }

    @Override
    public void logged(LogEntry entry) {
        if (entry.getLogLevel() == LogLevel.ERROR) {
            errors.add(entry);
        } else if (entry.getMessage() != null) {
            marks.computeIfPresent(entry.getMessage(), (mark, seen) -> {
                seen.countDown();
                return null;
            });
        }
    }

    /** Takes out the errors that contain this text, and says how many there were. */
    int take(String part) throws InterruptedException {
        return take(error -> error.getMessage().contains(part)).size();
    }

    /** Takes out the errors that are such, in the order in which they were logged. */
    List<LogEntry> take(Predicate<LogEntry> such) throws InterruptedException {
        settle();
        List<LogEntry> expected = errors.stream().filter(such).toList();
        errors.removeAll(expected);
        return expected;
    }

    void assertEmpty() throws InterruptedException {
        settle();
        if (!errors.isEmpty()) {
            throw new AssertionError("No error expected, but: " + errors, errors.get(0).getException());
        }
    }

    /** The log tells each listener on a thread of its own, in order: after our mark, nothing older comes to us. */
    private void settle() throws InterruptedException {
        String mark = "mark " + System.nanoTime();
        CountDownLatch seen = new CountDownLatch(1);
        marks.put(mark, seen);
        loggers.getLogger(ErrorLog.class).warn(mark);
        if (!seen.await(House.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("The log does not tell what is logged.");
        }
    }

    @Override
    public void close() {
        reader.removeLogListener(this);
    }
}
