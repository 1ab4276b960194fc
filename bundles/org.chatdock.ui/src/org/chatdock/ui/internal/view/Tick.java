// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/**
 * The one hop to the UI thread: however often it is requested, the task runs once per interval, and not at all once the
 * control is gone.
 */
final class Tick {
    private static final int MILLIS = 60;

    private final Display display;
    private final Control owner;
    private final Runnable task;
    private final AtomicBoolean requested = new AtomicBoolean();

    Tick(Control owner, Runnable task) {
        this.display = owner.getDisplay();
        this.owner = owner;
        this.task = task;
    }

    /** Asks for a run. Any thread. */
    void request() {
        if (requested.compareAndSet(false, true)) {
            async(display, () -> {
                if (!owner.isDisposed()) {
                    display.timerExec(MILLIS, this::run);
                }
            });
        }
    }

    private void run() {
        requested.set(false);
        if (!owner.isDisposed()) {
            task.run();
        }
    }

    /** Runs on the UI thread, soon; never if the display is gone. Any thread. */
    static void async(Display display, Runnable runnable) {
        try {
            if (!display.isDisposed()) {
                display.asyncExec(runnable);
            }
        } catch (SWTException e) {
            // Between the question and the call the display may have gone.
            if (e.code != SWT.ERROR_DEVICE_DISPOSED) {
                throw e;
            }
        }
    }
}
