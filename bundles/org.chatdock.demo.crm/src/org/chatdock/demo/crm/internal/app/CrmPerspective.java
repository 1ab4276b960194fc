// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.app;

import org.chatdock.demo.crm.internal.view.CustomersView;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** The customers on the left, their editors beside them. */
public final class CrmPerspective implements IPerspectiveFactory {
    static final String ID = "org.chatdock.demo.crm.perspective";

    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.addView(CustomersView.ID, IPageLayout.LEFT, 0.25f, layout.getEditorArea());
        layout.addShowViewShortcut(CustomersView.ID);
        layout.addPerspectiveShortcut(ID);
    }
}
