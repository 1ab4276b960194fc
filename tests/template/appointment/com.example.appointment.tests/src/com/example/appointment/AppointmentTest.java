// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package com.example.appointment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.Optional;

import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.store.memory.MemoryStore;
import org.chatdock.testkit.Messages;
import org.junit.jupiter.api.Test;

class AppointmentTest {
    @Test
    void subjectTimeAndPlaceAreRead() {
        assertEquals(Optional.of(new Appointment("Service visit", Instant.parse("2026-12-01T09:00:00Z"), "Suzhou")),
                Appointment.of(Samples.VISIT));
    }

    @Test
    void anotherTypeIsNoAppointment() {
        assertEquals(Optional.empty(), Appointment.of(Messages.fromCustomer("wm1", "3", "tomorrow at nine?")));
    }

    @Test
    void anAppointmentWithoutATimeIsRefusedAndNotStored() {
        Message message = Messages.builder("wm1", "4").type(Appointment.TYPE).extra("Start", "soon").build();
        MemoryStore store = MemoryStore.direct();
        assertInstanceOf(Outcome.Refused.class, new AppointmentHandler(store).handle(message));
        assertEquals(0, store.size());
    }
}
