// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.widgets.Control;

/** The fonts of a view, made from its own; they live as long as the control. */
public final class Fonts {
    private final Font normal;
    private final Font bold;
    private final Font small;

    public Fonts(Control owner) {
        LocalResourceManager resources = new LocalResourceManager(JFaceResources.getResources(owner.getDisplay()),
                owner);
        normal = owner.getFont();
        FontDescriptor descriptor = FontDescriptor.createFrom(normal);
        bold = resources.create(descriptor.setStyle(SWT.BOLD));
        int height = normal.getFontData()[0].getHeight();
        small = resources.create(descriptor.setHeight(Math.max(6, Math.round(height * 0.86f))));
    }

    public Font normal() {
        return normal;
    }

    public Font bold() {
        return bold;
    }

    public Font small() {
        return small;
    }
}
