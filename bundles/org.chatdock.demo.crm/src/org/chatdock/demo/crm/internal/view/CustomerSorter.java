// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.view;

import java.util.Comparator;

import org.chatdock.demo.crm.internal.model.Customer;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerComparator;

/** Sorts by one column; customers that are equal there keep the order of their ids. */
final class CustomerSorter extends ViewerComparator {
    private static final Comparator<Customer> BY_ID = Comparator.comparing(Customer::id);

    private Comparator<Customer> order = BY_ID;

    void sortBy(CustomerColumn column, boolean descending) {
        Comparator<Customer> chosen = descending ? column.order().reversed() : column.order();
        order = chosen.thenComparing(BY_ID);
    }

    void sortById() {
        order = BY_ID;
    }

    @Override
    public int compare(Viewer viewer, Object left, Object right) {
        return order.compare((Customer) left, (Customer) right);
    }
}
