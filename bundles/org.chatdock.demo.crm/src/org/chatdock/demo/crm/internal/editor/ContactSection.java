// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.editor;

import java.util.stream.Stream;

import org.chatdock.demo.crm.internal.Messages;
import org.chatdock.demo.crm.internal.Texts;
import org.chatdock.demo.crm.internal.model.CustomerStatus;
import org.chatdock.demo.crm.internal.model.Profile;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.Section;

/** Who the customer is and how to reach them, in two columns of fields. */
final class ContactSection {
    private static final int FIELD_WIDTH = 140;

    private final FormToolkit toolkit;
    private final Composite fields;
    private final Text name;
    private final Text company;
    private final Text city;
    private final Combo status;
    private final Text phone;
    private final Text email;

    ContactSection(Composite parent, FormToolkit toolkit) {
        this.toolkit = toolkit;
        Section section = CustomerForm.section(parent, toolkit, Messages.editor_contact);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(section);
        fields = toolkit.createComposite(section);
        GridLayoutFactory.swtDefaults().numColumns(4).margins(2, 8).spacing(10, 6).applyTo(fields);
        section.setClient(fields);
        name = text(Messages.field_name);
        company = text(Messages.field_company);
        phone = text(Messages.field_phone);
        email = text(Messages.field_email);
        city = text(Messages.field_city);
        status = statusCombo();
    }

    void onChange(FieldListener listener) {
        Stream.of(name, company, phone, email, city)
                .forEach(field -> field.addModifyListener(event -> listener.changed(field)));
        status.addModifyListener(event -> listener.changed(status));
    }

    void show(Profile profile) {
        FieldListener.set(name, profile.name());
        FieldListener.set(company, profile.company());
        FieldListener.set(phone, profile.phone());
        FieldListener.set(email, profile.email());
        FieldListener.set(city, profile.city());
        status.select(profile.status().ordinal());
    }

    Profile read(String notes) {
        return new Profile(name.getText().strip(), company.getText().strip(), city.getText().strip(),
                phone.getText().strip(), email.getText().strip(),
                CustomerStatus.values()[Math.max(0, status.getSelectionIndex())], notes);
    }

    void setFocus() {
        name.setFocus();
    }

    private Text text(String label) {
        toolkit.createLabel(fields, label);
        Text text = toolkit.createText(fields, "", SWT.SINGLE);
        layOut(text);
        return text;
    }

    private Combo statusCombo() {
        toolkit.createLabel(fields, Messages.field_status);
        Combo combo = new Combo(fields, SWT.READ_ONLY);
        combo.setItems(Stream.of(CustomerStatus.values()).map(Texts::of).toArray(String[]::new));
        toolkit.adapt(combo, true, true);
        layOut(combo);
        return combo;
    }

    private static void layOut(Control field) {
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).hint(FIELD_WIDTH, SWT.DEFAULT).grab(true, false)
                .applyTo(field);
    }
}
