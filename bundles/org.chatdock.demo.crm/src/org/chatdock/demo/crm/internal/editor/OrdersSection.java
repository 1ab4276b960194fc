// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.editor;

import java.util.List;
import java.util.function.Function;

import org.chatdock.demo.crm.internal.Messages;
import org.chatdock.demo.crm.internal.Texts;
import org.chatdock.demo.crm.internal.model.Order;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.Section;

/** What the customer has ordered, the newest first. */
final class OrdersSection {
    private final TableColumnLayout layout = new TableColumnLayout();
    private final TableViewer viewer;

    OrdersSection(Composite parent, FormToolkit toolkit) {
        Section section = CustomerForm.section(parent, toolkit, Messages.editor_orders);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(section);
        Composite area = toolkit.createComposite(section);
        area.setLayout(layout);
        section.setClient(area);
        Table table = toolkit.createTable(area, SWT.FULL_SELECTION);
        table.setHeaderVisible(true);
        viewer = new TableViewer(table);
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        column(Messages.order_number, 2, SWT.LEFT, Order::number);
        column(Messages.order_date, 2, SWT.LEFT, order -> Texts.of(order.date()));
        column(Messages.order_item, 5, SWT.LEFT, Order::item);
        column(Messages.order_amount, 2, SWT.RIGHT, Texts::amount);
        column(Messages.order_state, 2, SWT.LEFT, order -> Texts.of(order.state()));
    }

    void show(List<Order> orders) {
        viewer.setInput(orders);
    }

    private void column(String title, int weight, int style, Function<Order, String> text) {
        TableViewerColumn column = new TableViewerColumn(viewer, style);
        column.setLabelProvider(ColumnLabelProvider.createTextProvider(order -> text.apply((Order) order)));
        column.getColumn().setText(title);
        layout.setColumnData(column.getColumn(), new ColumnWeightData(weight, 40 * weight, true));
    }
}
