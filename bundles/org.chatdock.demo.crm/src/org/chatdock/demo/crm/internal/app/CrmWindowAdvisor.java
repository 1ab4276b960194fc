// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.app;

import org.chatdock.demo.crm.internal.editor.CustomerEditor;
import org.chatdock.demo.crm.internal.model.CustomerBook;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;

/** The CRM's window: what it shows around the parts, how large it is, and with what it opens. */
final class CrmWindowAdvisor extends WorkbenchWindowAdvisor {
    private static final Point SIZE = new Point(1640, 1020);

    CrmWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
        super(configurer);
    }

    @Override
    public void preWindowOpen() {
        IWorkbenchWindowConfigurer configurer = getWindowConfigurer();
        configurer.setInitialSize(SIZE);
        configurer.setTitle("Meridian CRM");
        configurer.setShowMenuBar(true);
        configurer.setShowCoolBar(true);
        configurer.setShowPerspectiveBar(true);
        configurer.setShowStatusLine(true);
        configurer.setShowProgressIndicator(true);
    }

    @Override
    public void postWindowCreate() {
        Shell shell = getWindowConfigurer().getWindow().getShell();
        Rectangle screen = shell.getMonitor().getClientArea();
        // Where the window would not fit with its frame, it takes all there is.
        if (screen.width <= SIZE.x || screen.height <= SIZE.y) {
            shell.setMaximized(true);
        }
    }

    @Override
    public void postWindowOpen() {
        IWorkbenchWindow window = getWindowConfigurer().getWindow();
        IWorkbenchPage page = window.getActivePage();
        if (page.getEditorReferences().length == 0) {
            CustomerBook book = window.getService(CustomerBook.class);
            book.all().stream().findFirst().ifPresent(first -> CustomerEditor.open(page, first.id()));
        }
    }
}
