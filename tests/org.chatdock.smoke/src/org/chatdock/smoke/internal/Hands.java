// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.smoke.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;

/** Eyes and hands: finds widgets by id, moves the mouse, presses keys. Not for the UI thread. */
final class Hands {
    private static final String ID = "org.chatdock.id";
    private static final long POLL_MILLIS = 40;

    private final Display display;

    Hands(Display display) {
        this.display = display;
    }

    /** Asks something on the UI thread. */
    <T> T ask(Supplier<T> question) {
        AtomicReference<T> answer = new AtomicReference<>();
        display.syncExec(() -> answer.set(question.get()));
        return answer.get();
    }

    /** A condition that may look at the gateway too. */
    interface Condition {
        boolean holds() throws InterruptedException;
    }

    /**
     * Waits until a condition holds.
     *
     * @throws IllegalStateException naming what was awaited, after the time
     */
    void await(String what, long seconds, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited " + seconds + " s in vain: " + what);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** The visible widget of this id; null if there is none. On the UI thread. */
    Control find(String id) {
        for (Shell shell : display.getShells()) {
            Control found = find(shell, id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Control find(Control control, String id) {
        if (id.equals(control.getData(ID)) && control.isVisible()) {
            return control;
        }
        if (control instanceof Composite composite) {
            for (Control child : composite.getChildren()) {
                Control found = find(child, id);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** All controls below one, itself included. On the UI thread. */
    static List<Control> all(Control control) {
        List<Control> all = new ArrayList<>(List.of(control));
        if (control instanceof Composite composite) {
            for (Control child : composite.getChildren()) {
                all.addAll(all(child));
            }
        }
        return all;
    }

    /** Clicks into a control, at a place of it. */
    void click(Control control, Point place) throws InterruptedException {
        Point at = ask(() -> control.toDisplay(place));
        Event move = new Event();
        move.type = SWT.MouseMove;
        move.x = at.x;
        move.y = at.y;
        post(move);
        Thread.sleep(POLL_MILLIS);
        for (int type : new int[] { SWT.MouseDown, SWT.MouseUp }) {
            Event button = new Event();
            button.type = type;
            button.button = 1;
            post(button);
            Thread.sleep(POLL_MILLIS);
        }
    }

    void clickCentre(Control control) throws InterruptedException {
        Rectangle area = ask(control::getBounds);
        click(control, new Point(area.width / 2, area.height / 2));
    }

    /** On the UI thread: newer versions of SWT insist on it. */
    private void post(Event event) {
        display.syncExec(() -> display.post(event));
    }

    void press(int keyCode) throws InterruptedException {
        post(keyCode, (char) 0);
    }

    /** Presses a letter while a modifier is held down. */
    void pressWith(int modifier, char letter) throws InterruptedException {
        postOne(SWT.KeyDown, modifier, (char) 0);
        post(0, letter);
        postOne(SWT.KeyUp, modifier, (char) 0);
    }

    /** Types a text, character by character. Letters without modifiers, so that any keyboard layout will do. */
    void type(String text) throws InterruptedException {
        for (char character : text.toCharArray()) {
            post(0, character);
        }
    }

    private void post(int keyCode, char character) throws InterruptedException {
        for (int type : new int[] { SWT.KeyDown, SWT.KeyUp }) {
            postOne(type, keyCode, character);
        }
        Thread.sleep(POLL_MILLIS / 2);
    }

    private void postOne(int type, int keyCode, char character) {
        Event key = new Event();
        key.type = type;
        key.keyCode = keyCode;
        key.character = character;
        post(key);
    }
}
