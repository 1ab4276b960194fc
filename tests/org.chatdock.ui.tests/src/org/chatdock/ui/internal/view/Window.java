// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

import org.chatdock.testkit.RecordingLogger;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;

/** A window of a test: its event loop, and the keys that are pressed in it. The UI thread. */
public final class Window {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Display display;
    private final Shell shell;
    private final RecordingLogger log;

    public Window(Shell shell, RecordingLogger log) {
        this.shell = shell;
        this.log = log;
        display = shell.getDisplay();
    }

    /** Runs the event loop until something is so. */
    public void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> "In vain waited until " + what + "; log: " + log.entries());
            if (!display.readAndDispatch()) {
                display.timerExec(10, () -> {
                    // Wakes the sleeping loop.
                });
                display.sleep();
            }
        }
    }

    /**
     * Runs the event loop as long as something that must not happen would need.
     *
     * @param background what it would run on first
     */
    public void settle(Executor background) {
        boolean[] over = { false };
        background.execute(() -> display.asyncExec(() -> display.timerExec(180, () -> over[0] = true)));
        until("time has passed", () -> over[0]);
    }

    public void type(String text) {
        for (char c : text.toCharArray()) {
            key(c, SWT.NONE, SWT.NONE);
        }
    }

    /** Presses a key that writes nothing. */
    public void press(int keyCode) {
        key((char) 0, keyCode, SWT.NONE);
    }

    public void key(char character, int keyCode, int modifier) {
        if (modifier != SWT.NONE) {
            post(SWT.KeyDown, (char) 0, modifier);
        }
        post(SWT.KeyDown, character, keyCode);
        post(SWT.KeyUp, character, keyCode);
        if (modifier != SWT.NONE) {
            post(SWT.KeyUp, (char) 0, modifier);
        }
    }

    private void post(int type, char character, int keyCode) {
        Event event = new Event();
        event.type = type;
        event.character = character;
        event.keyCode = keyCode;
        // SWT's post goes to the uppermost of its windows, whichever has the keyboard.
        shell.moveAbove(null);
        assertTrue(display.post(event), "The key could not be posted.");
    }
}
