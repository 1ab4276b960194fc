// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package com.example.appointment;

import org.chatdock.api.dispatch.HandlesMessage;
import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.ConversationStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** An appointment joins the conversation of the customer who made it. */
@Component
@HandlesMessage(types = Appointment.TYPE)
public class AppointmentHandler implements MessageHandler {
    private final ConversationStore store;

    @Activate
    public AppointmentHandler(@Reference ConversationStore store) {
        this.store = store;
    }

    /** What the gateway reads in the acknowledgement. */
    @Override
    public String name() {
        return "newAppointment";
    }

    /** A second delivery has no second effect: the store knows the message by its id. */
    @Override
    public Outcome handle(Message message) {
        if (Appointment.of(message).isEmpty()) {
            return Outcome.refused("An appointment without a time.");
        }
        return Outcome.handled(store.append(message));
    }
}
