// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.view;

import org.chatdock.demo.crm.internal.Messages;
import org.chatdock.demo.crm.internal.editor.CustomerEditor;
import org.chatdock.demo.crm.internal.model.Customer;
import org.chatdock.demo.crm.internal.model.CustomerBook;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.KeyListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.part.ViewPart;

/** All customers, to search, sort and open. */
public final class CustomersView extends ViewPart {
    public static final String ID = "org.chatdock.demo.crm.customers";

    private final Runnable refresh = this::refresh;
    private CustomerBook book;
    private CustomerTable table;

    @Override
    public void createPartControl(Composite parent) {
        book = getSite().getService(CustomerBook.class);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
        createSearch(parent);
        table = new CustomerTable(parent);
        TableViewer viewer = table.viewer();
        viewer.addOpenListener(event -> viewer.getStructuredSelection().forEach(this::open));
        getSite().setSelectionProvider(viewer);
        createContextMenu(viewer);
        book.addListener(refresh);
        refresh();
    }

    @Override
    public void setFocus() {
        table.viewer().getControl().setFocus();
    }

    @Override
    public void dispose() {
        if (book != null) {
            book.removeListener(refresh);
        }
        super.dispose();
    }

    private void createSearch(Composite parent) {
        Composite row = new Composite(parent, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
        GridLayoutFactory.fillDefaults().margins(4, 4).applyTo(row);
        Text field = new Text(row, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
        field.setMessage(Messages.search_hint);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(field);
        field.addModifyListener(event -> {
            table.search(field.getText());
            showCount();
        });
        // From the search straight down into what it found.
        field.addKeyListener(KeyListener.keyPressedAdapter(event -> {
            if (event.keyCode == SWT.ARROW_DOWN) {
                setFocus();
            }
        }));
    }

    private void createContextMenu(TableViewer viewer) {
        MenuManager menu = new MenuManager();
        menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
        viewer.getControl().setMenu(menu.createContextMenu(viewer.getControl()));
        getSite().registerContextMenu(menu, viewer);
    }

    private void open(Object selected) {
        CustomerEditor.open(getSite().getPage(), ((Customer) selected).id());
    }

    private void refresh() {
        TableViewer viewer = table.viewer();
        ISelection selected = viewer.getSelection();
        viewer.setInput(book.all());
        viewer.setSelection(selected);
        showCount();
    }

    private void showCount() {
        int all = book.all().size();
        int shown = table.shown();
        String text = shown == all ? NLS.bind(Messages.count_all, all) : NLS.bind(Messages.count_some, shown, all);
        getViewSite().getActionBars().getStatusLineManager().setMessage(text);
    }
}
