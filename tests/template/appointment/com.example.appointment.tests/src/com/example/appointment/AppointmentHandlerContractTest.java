// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package com.example.appointment;

import java.util.List;
import java.util.Map;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.testkit.handler.MessageHandlerContractTest;

/** What every handler has to keep to. */
class AppointmentHandlerContractTest extends MessageHandlerContractTest {
    @Override
    protected MessageHandler handler(ConversationStore store) {
        return new AppointmentHandler(store);
    }

    @Override
    protected List<Message> samples() {
        return List.of(Samples.VISIT, Samples.CALL);
    }

    @Override
    protected Map<String, Object> properties() {
        return Map.of(MessageHandler.TYPES, Appointment.TYPE);
    }
}
