// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.chatdock.ui.api.RenderContext;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.widgets.Display;

/** What a row gives to the body inside it. */
final class RowContext implements RenderContext {
    private final Row row;
    private final Row.Look look;
    private final Executor workers;
    private final Runnable sizeChanged;
    private final Color background;
    private final Display display;

    RowContext(Row row, Row.Look look, Executor workers, Runnable sizeChanged) {
        this.row = row;
        this.look = look;
        // Asked for now: a disposed row no longer knows.
        this.display = row.getDisplay();
        this.workers = workers;
        this.sizeChanged = sizeChanged;
        this.background = Row.bubbleColor(look.palette(), row.side());
    }

    @Override
    public Color background() {
        return background;
    }

    @Override
    public Color foreground() {
        return row.side() == Side.NOTICE ? secondary() : look.palette().text(background);
    }

    @Override
    public Color secondary() {
        return look.palette().secondary(background);
    }

    @Override
    public Color link() {
        return look.palette().link(background);
    }

    @Override
    public Font font() {
        return row.side() == Side.NOTICE ? look.fonts().small() : look.fonts().normal();
    }

    @Override
    public Executor workers() {
        return task -> {
            try {
                workers.execute(task);
            } catch (@SuppressWarnings("unused") RejectedExecutionException closing) {
                // The desk is closing; nobody waits for the result any more.
            }
        };
    }

    @Override
    public void onUi(Runnable task) {
        Tick.async(display, () -> {
            if (!row.isDisposed()) {
                task.run();
            }
        });
    }

    @Override
    public void sizeChanged() {
        if (!row.isDisposed() && row.stored() != null) {
            row.forgetSize();
            sizeChanged.run();
        }
    }

    @Override
    public void open(String address) {
        Addresses.open(address);
    }
}
