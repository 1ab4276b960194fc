// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.chatdock.ui.api.RenderContext;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;

/** What a row gives to the body inside it. */
final class RowContext extends ViewContext implements RenderContext {
    private final Row row;
    private final Row.Look look;
    private final Runnable sizeChanged;
    private final Color background;

    RowContext(Desk desk, Row row, Row.Look look, Runnable sizeChanged) {
        super(desk, row);
        this.row = row;
        this.look = look;
        this.sizeChanged = sizeChanged;
        this.background = row.bubbleColor();
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
    public void sizeChanged() {
        if (!row.isDisposed() && row.stored() != null) {
            row.forgetSize();
            sizeChanged.run();
        }
    }
}
