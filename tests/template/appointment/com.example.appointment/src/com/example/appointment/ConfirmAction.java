// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package com.example.appointment;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.ActionContext;
import org.chatdock.ui.api.MessageAction;
import org.osgi.service.component.annotations.Component;

/** Writes a confirmation into the draft; the agent reads it and sends it. */
@Component
public class ConfirmAction implements MessageAction {
    @Override
    public String label(StoredMessage stored) {
        Message message = stored.message();
        return message.fromCustomer() && Appointment.of(message).isPresent() ? Words.text("confirm") : "";
    }

    @Override
    public void run(StoredMessage stored, ActionContext context) {
        Appointment.of(stored.message()).ifPresent(appointment -> context.compose(stored.message().conversation(),
                Words.text("confirmation", Words.sentence(appointment))));
    }
}
