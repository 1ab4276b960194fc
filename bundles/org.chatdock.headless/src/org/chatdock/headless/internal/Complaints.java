// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.internal;

import java.lang.reflect.InvocationTargetException;
import java.util.Locale;

import org.chatdock.headless.Main;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;

/**
 * Warnings and errors as one line each on standard error. While the rooms start, an error with an exception is one that
 * the user has to mend: it ends the run, and what the others complain of because of it is not told.
 */
final class Complaints implements LogListener {
    private volatile boolean starting = true;
    private volatile boolean ending;

    void started() {
        starting = false;
    }

    @Override
    public void logged(LogEntry entry) {
        if (ending || entry.getLogLevel().ordinal() > LogLevel.WARN.ordinal()
                || !entry.getBundle().getSymbolicName().startsWith("org.chatdock")) {
            return;
        }
        boolean fatal = starting && entry.getLogLevel() == LogLevel.ERROR && entry.getException() != null;
        String text = entry.getMessage();
        if (entry.getException() != null) {
            Throwable root = rootOf(entry.getException());
            // What Declarative Services could not convert it names only by the converter's exception.
            String cause = root.getClass().getName().startsWith("org.osgi")
                    ? "a setting has a wrong value; check --set: " + root.getMessage() : root.getMessage();
            text = fatal ? cause : text + " (" + cause + ")";
        }
        System.err.println("chatdock: " + entry.getLogLevel().name().toLowerCase(Locale.ROOT) + ": " + text);
        if (fatal) {
            ending = true;
            Main.exit(1);
        }
    }

    /** Our own sentences have causes too: the first that Declarative Services did not wrap is the one to tell. */
    private static Throwable rootOf(Throwable failure) {
        Throwable told = failure;
        while (told.getCause() != null && (told instanceof InvocationTargetException
                || told.getClass().getName().startsWith("org.osgi"))) {
            told = told.getCause();
        }
        return told;
    }
}
