// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.editor;

import java.util.List;

import org.chatdock.demo.crm.internal.Messages;
import org.chatdock.demo.crm.internal.model.Order;
import org.chatdock.demo.crm.internal.model.Profile;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.forms.widgets.ExpandableComposite;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.ScrolledForm;
import org.eclipse.ui.forms.widgets.Section;

/** The page of one customer: shows a profile, says what the user makes of it. */
final class CustomerForm {
    private final CustomerHead head;
    private final ContactSection contact;
    private final OrdersSection orders;
    private final NotesSection notes;
    private boolean showing;

    CustomerForm(Composite parent, FormToolkit toolkit, String customerId, FieldListener listener) {
        ScrolledForm form = toolkit.createScrolledForm(parent);
        // The fields look like those of the rest of the CRM, in every theme.
        toolkit.setBorderStyle(SWT.BORDER);
        Composite body = form.getBody();
        GridLayoutFactory.swtDefaults().margins(12, 10).spacing(0, 14).applyTo(body);
        head = new CustomerHead(body, toolkit, customerId);
        contact = new ContactSection(body, toolkit);
        orders = new OrdersSection(body, toolkit);
        notes = new NotesSection(body, toolkit);
        FieldListener byUser = field -> {
            if (!showing) {
                listener.changed(field);
            }
        };
        contact.onChange(byUser);
        notes.onChange(byUser);
    }

    void show(Profile profile) {
        showing = true;
        try {
            contact.show(profile);
            notes.show(profile);
        } finally {
            showing = false;
        }
        head.show(profile);
    }

    void showOrders(List<Order> newestFirst) {
        orders.show(newestFirst);
    }

    void showHead(Profile profile) {
        head.show(profile);
    }

    Profile read() {
        return contact.read(notes.read());
    }

    void showProblem(String problem) {
        head.showProblem(problem);
    }

    void setFocus() {
        contact.setFocus();
    }

    static String titleOf(Profile profile) {
        return profile.name().isBlank() ? Messages.editor_newCustomer : profile.name();
    }

    /**
     * A section with a line below its title. It has no title bar, and the form no heading: both are painted by way of a
     * picture, which the older platforms get wrong on a screen of high resolution.
     */
    static Section section(Composite parent, FormToolkit toolkit, String title) {
        Section section = toolkit.createSection(parent, ExpandableComposite.NO_TITLE_FOCUS_BOX);
        section.setText(title);
        section.setSeparatorControl(new Label(section, SWT.SEPARATOR | SWT.HORIZONTAL));
        return section;
    }
}
