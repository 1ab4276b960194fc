// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.view;

import java.util.Objects;

import org.chatdock.demo.crm.internal.model.Customer;
import org.eclipse.jface.viewers.IElementComparer;

/** Two versions of one customer are the same row: the selection outlives a change. */
final class CustomerIdentity implements IElementComparer {
    @Override
    public boolean equals(Object left, Object right) {
        return key(left).equals(key(right));
    }

    @Override
    public int hashCode(Object element) {
        return key(element).hashCode();
    }

    private static Object key(Object element) {
        return element instanceof Customer customer ? customer.id() : Objects.requireNonNullElse(element, "");
    }
}
