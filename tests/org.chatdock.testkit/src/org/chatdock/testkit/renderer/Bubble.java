// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.renderer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.time.Duration;
import java.util.List;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageBody;
import org.chatdock.ui.api.MessageRenderer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;

/** A body in its parent, as the transcript has it. UI thread. */
final class Bubble implements AutoCloseable {
    /** How a body looks with a message in it. Two are the same if nobody could tell them apart. */
    record Sight(List<String> texts, Point size, byte[] picture) {
        boolean isSame(Sight other) {
            return texts.equals(other.texts) && size.equals(other.size) && isSamePicture(other);
        }

        private boolean isSamePicture(Sight other) {
            if (picture.length != other.picture.length) {
                return false;
            }
            for (int i = 0; i < picture.length; i++) {
                if (Math.abs((picture[i] & 0xff) - (other.picture[i] & 0xff)) > NOISE) {
                    return false;
                }
            }
            return true;
        }

        /** What is different, for a failure's words. */
        String difference(Sight other) {
            return !texts.equals(other.texts) ? "the texts are " + other.texts + " in place of " + texts
                    : !size.equals(other.size) ? "the size is " + other.size + " in place of " + size
                            : "the picture is another";
        }
    }

    static final int WIDTH = 320;
    /** How much a part of a colour may differ, of 255: themes shade buttons by what is around them. */
    private static final int NOISE = 16;
    /** How long a theme may take to fade from one look of a control into another. */
    private static final Duration FADING = Duration.ofSeconds(1);

    final Composite parent;
    final MessageBody body;
    private final BenchContext context;
    private boolean bound;

    Bubble(Shell shell, MessageRenderer renderer, BenchContext context) {
        this.context = context;
        parent = new Composite(shell, SWT.NONE);
        parent.setBackground(context.background());
        parent.setBounds(0, 0, WIDTH, 100);
        body = renderer.create(parent, context);
        assertNotNull(body, "create() returned null.");
        assertNotNull(body.control(), "The body's control() is null.");
        assertFalse(body.control().isDisposed(), "The body's control() is disposed.");
    }

    Control control() {
        return body.control();
    }

    void bind(Message message) {
        if (bound) {
            unbind();
        }
        bound = true;
        body.bind(new StoredMessage(message, 1, true));
    }

    void unbind() {
        bound = false;
        body.unbind();
    }

    /** Gives the control the size that it wants at this width, and its parent the same. */
    Point place(int width) {
        Point size = control().computeSize(width, SWT.DEFAULT);
        parent.setSize(size);
        control().setBounds(0, 0, size.x, size.y);
        if (control() instanceof Composite composite) {
            composite.layout(true, true);
        }
        while (parent.getDisplay().readAndDispatch()) {
            // Until nothing is left to be laid out and painted.
        }
        return size;
    }

    /** Binds a message, lets all work for it be done, and looks. */
    Sight show(Message message) {
        bind(message);
        context.runAll();
        return look();
    }

    Sight look() {
        Point size = place(WIDTH);
        return new Sight(Widgets.texts(control()), size, Widgets.picture(control()));
    }

    /** What is different here from the other one, after all fading has ended; the empty text if nothing is. */
    String difference(Bubble other) {
        long end = System.nanoTime() + FADING.toNanos();
        Sight expected = other.look();
        Sight seen = look();
        while (!expected.isSame(seen) && expected.texts.equals(seen.texts) && System.nanoTime() < end) {
            expected = other.look();
            seen = look();
        }
        return expected.isSame(seen) ? "" : expected.difference(seen);
    }

    /** As the transcript does: unbinds first. */
    @Override
    public void close() {
        if (bound && !parent.isDisposed()) {
            unbind();
        }
        parent.dispose();
    }
}
