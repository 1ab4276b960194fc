// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.editor;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.chatdock.demo.crm.internal.Messages;
import org.chatdock.demo.crm.internal.Texts;
import org.chatdock.demo.crm.internal.model.Customer;
import org.chatdock.demo.crm.internal.model.CustomerBook;
import org.chatdock.demo.crm.internal.model.Order;
import org.chatdock.demo.crm.internal.model.Profile;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.EditorPart;

/** Edits one customer, with undo, until it is saved. */
public final class CustomerEditor extends EditorPart {
    private static final String ID = "org.chatdock.demo.crm.editor";

    private final HistoryHandler undo = new HistoryHandler(() -> step(history().undo()));
    private final HistoryHandler redo = new HistoryHandler(() -> step(history().redo()));
    private CustomerBook book;
    private String customerId;
    private Profile saved;
    private EditHistory<Profile> history;
    private FormToolkit toolkit;
    private CustomerForm form;

    /** Opens a customer, or an empty editor for an id that nobody has yet. */
    public static void open(IWorkbenchPage page, String customerId) {
        try {
            page.openEditor(new CustomerEditorInput(customerId), ID);
        } catch (PartInitException e) {
            ILog.of(CustomerEditor.class).error("The editor of " + customerId + " did not open", e);
        }
    }

    @Override
    public void init(IEditorSite site, IEditorInput input) throws PartInitException {
        if (!(input instanceof CustomerEditorInput customer)) {
            throw new PartInitException("Not a customer: " + input);
        }
        setSite(site);
        setInput(input);
        customerId = customer.customerId();
        book = site.getService(CustomerBook.class);
        saved = book.find(customerId).map(Customer::profile).orElse(Profile.BLANK);
        history = new EditHistory<>(saved);
        setPartName(CustomerForm.titleOf(saved));
    }

    @Override
    public void createPartControl(Composite parent) {
        toolkit = new FormToolkit(parent.getDisplay());
        form = new CustomerForm(parent, toolkit, customerId, this::fieldChanged);
        List<Order> orders = book.find(customerId).map(Customer::orders).orElse(List.of());
        form.showOrders(orders);
        getEditorSite().getActionBars().getStatusLineManager().setMessage(Texts.summary(orders));
        form.show(saved);
        IHandlerService handlers = getSite().getService(IHandlerService.class);
        handlers.activateHandler(IWorkbenchCommandConstants.EDIT_UNDO, undo);
        handlers.activateHandler(IWorkbenchCommandConstants.EDIT_REDO, redo);
    }

    @Override
    public void setFocus() {
        form.setFocus();
    }

    @Override
    public void dispose() {
        if (toolkit != null) {
            toolkit.dispose();
        }
        super.dispose();
    }

    @Override
    public boolean isDirty() {
        return !history.present().equals(saved);
    }

    @Override
    public void doSave(IProgressMonitor monitor) {
        Optional<String> problem = save(history.present());
        problem.ifPresent(text -> monitor.setCanceled(true));
        form.showProblem(problem.orElse(null));
        history.endStep();
        changed();
    }

    @Override
    public void doSaveAs() {
        throw new UnsupportedOperationException("a customer is saved under its own id only");
    }

    @Override
    public boolean isSaveAsAllowed() {
        return false;
    }

    /** What kept the customer from being saved, if anything did. */
    private Optional<String> save(Profile profile) {
        if (profile.name().isEmpty()) {
            return Optional.of(Messages.editor_nameMissing);
        }
        try {
            book.save(customerId, profile);
            saved = profile;
            return Optional.empty();
        } catch (IOException e) {
            ILog.of(CustomerEditor.class).error("Customer " + customerId + " could not be saved", e);
            return Optional.of(NLS.bind(Messages.editor_saveFailed, e.getMessage()));
        }
    }

    private void fieldChanged(Control field) {
        history.change(form.read(), field);
        form.showProblem(null);
        form.showHead(history.present());
        changed();
    }

    private void step(Optional<Profile> reached) {
        reached.ifPresent(form::show);
        form.showProblem(null);
        changed();
    }

    private void changed() {
        undo.enable(history.canUndo());
        redo.enable(history.canRedo());
        setPartName(CustomerForm.titleOf(saved));
        firePropertyChange(PROP_DIRTY);
    }

    /** The handlers are made before there is a history. */
    private EditHistory<Profile> history() {
        return history;
    }
}
