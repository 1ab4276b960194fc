// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.editor;

import org.chatdock.demo.crm.internal.model.CustomerBook;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.PlatformUI;

/** Finds the customers again whose editors were open when the CRM was left. */
public final class CustomerInputFactory implements IElementFactory {
    static final String ID = "org.chatdock.demo.crm.customer";
    static final String CUSTOMER = "customer";

    /** Null, and so no editor, for a new customer who was never saved. */
    @Override
    public IAdaptable createElement(IMemento memento) {
        String id = memento.getString(CUSTOMER);
        CustomerBook book = PlatformUI.getWorkbench().getService(CustomerBook.class);
        return id == null ? null : book.find(id).map(customer -> new CustomerEditorInput(id)).orElse(null);
    }
}
