// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.command;

import org.chatdock.demo.crm.internal.editor.CustomerEditor;
import org.chatdock.demo.crm.internal.model.CustomerBook;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;

/** Opens an empty editor; the customer comes to be when it is saved. */
public final class NewCustomerHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        CustomerEditor.open(window.getActivePage(), window.getService(CustomerBook.class).newId());
        return null;
    }
}
