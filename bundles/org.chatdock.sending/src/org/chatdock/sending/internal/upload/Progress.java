// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.upload;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * Tells how far an upload is, only ever forward: a second try begins anew. Knows the file that is open for it. On
 * whatever thread sends.
 */
final class Progress {
    private final LongConsumer told;
    /** Guarded by this. */
    private long most;
    /** Null before the first try. Guarded by this. */
    private InputStream open;
    /** Guarded by this. */
    private boolean closed;
    /** Guarded by this. */
    private boolean changed;

    Progress(LongConsumer told) {
        this.told = told;
    }

    /** A try begins; the file of the one before is closed. */
    void opened(InputStream file) {
        InputStream old;
        synchronized (this) {
            old = closed ? file : open;
            open = file;
            changed = false;
        }
        close(old);
    }

    /** The upload is over. */
    void close() {
        InputStream last;
        synchronized (this) {
            closed = true;
            last = open;
        }
        close(last);
    }

    private static void close(InputStream file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (@SuppressWarnings("unused") IOException e) {
            // It was only read.
        }
    }

    /** The try under way cannot say what it promised. */
    synchronized void fileChanged() {
        changed = true;
    }

    /** Whether the last try has sent something else than the file. */
    synchronized boolean hasFileChanged() {
        return changed;
    }

    void left(long bytes) {
        synchronized (this) {
            if (bytes <= most) {
                return;
            }
            most = bytes;
        }
        told.accept(bytes);
    }
}
