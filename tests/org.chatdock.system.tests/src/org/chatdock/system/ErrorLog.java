// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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

    ErrorLog(BundleContext context) {
        reader = context.getService(context.getServiceReference(LogReaderService.class));
        loggers = context.getService(context.getServiceReference(LoggerFactory.class));
        reader.addLogListener(this);
    }

    @Override
    public void logged(LogEntry entry) {
        if (entry.getLogLevel() == LogLevel.ERROR) {
            errors.add(entry);
        }
    }

    /** Takes out the errors that contain this text, and says how many there were. */
    int take(String part) throws InterruptedException {
        settle();
        List<LogEntry> expected = errors.stream().filter(error -> error.getMessage().contains(part)).toList();
        errors.removeAll(expected);
        return expected.size();
    }

    void assertEmpty() throws InterruptedException {
        settle();
        if (!errors.isEmpty()) {
            throw new AssertionError("No error expected, but: " + errors, errors.get(0).getException());
        }
    }

    /** The log tells listeners on a thread of its own, in order: after our mark, nothing older comes. */
    private void settle() throws InterruptedException {
        String mark = "mark " + System.nanoTime();
        CountDownLatch seen = new CountDownLatch(1);
        LogListener waiting = entry -> {
            if (mark.equals(entry.getMessage())) {
                seen.countDown();
            }
        };
        reader.addLogListener(waiting);
        loggers.getLogger(ErrorLog.class).warn(mark);
        boolean told = seen.await(House.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        reader.removeLogListener(waiting);
        if (!told) {
            throw new AssertionError("The log does not tell what is logged.");
        }
    }

    @Override
    public void close() {
        reader.removeLogListener(this);
    }
}
