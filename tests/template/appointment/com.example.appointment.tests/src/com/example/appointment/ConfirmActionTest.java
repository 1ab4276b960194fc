// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package com.example.appointment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.testkit.Messages;
import org.junit.jupiter.api.Test;

class ConfirmActionTest {
    @Test
    void aCustomersAppointmentCanBeConfirmed() {
        assertEquals(Words.text("confirm"), label(Samples.VISIT));
    }

    @Test
    void nothingElseCan() {
        assertEquals("", label(Messages.fromCustomer("wm1", "3", "See you then")));
        assertEquals("", label(Messages.builder("wm1", "4").fromType(SenderType.AGENT).type(Appointment.TYPE)
                .extra("Start", "2026-12-01T09:00:00Z").build()));
    }

    private static String label(Message message) {
        return new ConfirmAction().label(new StoredMessage(message, 1, true));
    }
}
