// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package com.example.appointment;

import org.chatdock.api.message.Message;
import org.chatdock.testkit.Messages;

/** Appointments for tests. */
final class Samples {
    static final Message VISIT = Messages.builder("wm1", "1").type(Appointment.TYPE).content("Service visit")
            .extra("Start", "2026-12-01T09:00:00Z").extra("Place", "Suzhou").build();
    static final Message CALL = Messages.builder("wm1", "2").type(Appointment.TYPE).content("Call back")
            .extra("Start", "2026-12-02T10:30:00Z").build();

    private Samples() {
    }
}
