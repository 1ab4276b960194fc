// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package com.example.appointment;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageBody;
import org.chatdock.ui.api.MessageRenderer;
import org.chatdock.ui.api.RenderContext;
import org.eclipse.swt.widgets.Composite;
import org.osgi.service.component.annotations.Component;

/** Shows an appointment as what, when and where. */
@Component
public class AppointmentRenderer implements MessageRenderer {
    /** An appointment without a time is left to Chatdock's fallback. */
    @Override
    public int score(StoredMessage message) {
        return Appointment.of(message.message()).isPresent() ? 20 : 0;
    }

    @Override
    public MessageBody create(Composite parent, RenderContext context) {
        return new AppointmentBody(parent, context);
    }

    @Override
    public String accessibleText(Message message) {
        return Appointment.of(message).map(Words::sentence).orElse("");
    }

    @Override
    public String plainText(Message message) {
        return Appointment.of(message).map(Words::whole).orElse("");
    }
}
