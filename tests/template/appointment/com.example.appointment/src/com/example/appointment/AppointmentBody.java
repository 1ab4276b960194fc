// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package com.example.appointment;

import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageBody;
import org.chatdock.ui.api.RenderContext;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

/** Two lines in a bubble: the subject, and below it when and where. */
final class AppointmentBody implements MessageBody {
    private final Composite control;
    private final Label subject;
    private final Label details;

    AppointmentBody(Composite parent, RenderContext context) {
        control = new Composite(parent, SWT.NONE);
        control.setBackground(context.background());
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        control.setLayout(layout);
        subject = line(context);
        subject.setForeground(context.foreground());
        details = line(context);
        details.setForeground(context.secondary());
    }

    private Label line(RenderContext context) {
        Label label = new Label(control, SWT.WRAP);
        label.setLayoutData(new GridData(SWT.FILL, SWT.BEGINNING, true, false));
        label.setBackground(context.background());
        label.setFont(context.font());
        return label;
    }

    @Override
    public Control control() {
        return control;
    }

    @Override
    public void bind(StoredMessage message) {
        Appointment.of(message.message()).ifPresent(appointment -> {
            subject.setText(Words.label(Words.cut(appointment.subject())));
            details.setText(Words.label(Words.details(appointment)));
        });
        control.layout();
    }

    @Override
    public void unbind() {
        subject.setText("");
        details.setText("");
    }
}
