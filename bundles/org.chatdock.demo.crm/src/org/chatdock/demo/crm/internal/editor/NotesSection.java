// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.editor;

import org.chatdock.demo.crm.internal.Messages;
import org.chatdock.demo.crm.internal.model.Profile;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.Section;

/** What the CRM's user wants to remember of the customer. */
final class NotesSection {
    private static final int LINES = 5;

    private final Text notes;

    NotesSection(Composite parent, FormToolkit toolkit) {
        Section section = CustomerForm.section(parent, toolkit, Messages.editor_notes);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(section);
        Composite area = toolkit.createComposite(section);
        GridLayoutFactory.swtDefaults().margins(2, 8).applyTo(area);
        section.setClient(area);
        notes = toolkit.createText(area, "", SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, LINES * notes.getLineHeight()).applyTo(notes);
    }

    void onChange(FieldListener listener) {
        notes.addModifyListener(event -> listener.changed(notes));
    }

    void show(Profile profile) {
        FieldListener.set(notes, profile.notes());
    }

    /** The text with the line ends of our files, whatever the platform's are. */
    String read() {
        return notes.getText().replace("\r\n", "\n");
    }
}
