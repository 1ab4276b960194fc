// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.view;

import org.chatdock.demo.crm.internal.Images;
import org.chatdock.demo.crm.internal.model.Customer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.resource.ResourceManager;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnPixelData;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;

/** The table of customers: its columns, its order, its search. */
final class CustomerTable {
    private final CustomerFilter filter = new CustomerFilter();
    private final CustomerSorter sorter = new CustomerSorter();
    private final TableViewer viewer;

    CustomerTable(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
        TableColumnLayout layout = new TableColumnLayout();
        area.setLayout(layout);
        viewer = new TableViewer(area, SWT.FULL_SELECTION | SWT.MULTI | SWT.H_SCROLL | SWT.V_SCROLL);
        viewer.getTable().setHeaderVisible(true);
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        viewer.setComparator(sorter);
        viewer.setFilters(filter);
        // A customer is an immutable value: what identifies its row is the id.
        viewer.setComparer(new CustomerIdentity());
        ResourceManager images = new LocalResourceManager(JFaceResources.getResources(), area);
        for (CustomerColumn column : CustomerColumn.values()) {
            addColumn(column, layout, images);
        }
    }

    TableViewer viewer() {
        return viewer;
    }

    int shown() {
        return viewer.getTable().getItemCount();
    }

    void search(String text) {
        filter.setSearch(text);
        viewer.refresh();
    }

    private void addColumn(CustomerColumn column, TableColumnLayout layout, ResourceManager images) {
        TableViewerColumn viewerColumn = new TableViewerColumn(viewer, SWT.LEFT);
        viewerColumn.setLabelProvider(new ColumnLabelProvider() {
            @Override
            public String getText(Object element) {
                return column.text((Customer) element);
            }

            @Override
            public Image getImage(Object element) {
                return column == CustomerColumn.NAME
                        ? images.get(Images.of(((Customer) element).profile().status())) : null;
            }
        });
        TableColumn widget = viewerColumn.getColumn();
        widget.setText(column.title);
        widget.setMoveable(true);
        layout.setColumnData(widget, new ColumnPixelData(column.width, true, true));
        widget.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> turnOrder(widget, column)));
    }

    /** Up, down, and back to the order of the ids. */
    private void turnOrder(TableColumn widget, CustomerColumn column) {
        Table table = viewer.getTable();
        int direction = table.getSortColumn() == widget ? table.getSortDirection() : SWT.NONE;
        switch (direction) {
            case SWT.NONE -> sort(widget, column, SWT.UP);
            case SWT.UP -> sort(widget, column, SWT.DOWN);
            default -> {
                table.setSortColumn(null);
                table.setSortDirection(SWT.NONE);
                sorter.sortById();
            }
        }
        viewer.refresh();
    }

    private void sort(TableColumn widget, CustomerColumn column, int direction) {
        viewer.getTable().setSortColumn(widget);
        viewer.getTable().setSortDirection(direction);
        sorter.sortBy(column, direction == SWT.DOWN);
    }
}
