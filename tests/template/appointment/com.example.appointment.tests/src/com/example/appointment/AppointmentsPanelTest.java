// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package com.example.appointment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.store.memory.MemoryStore;
import org.chatdock.testkit.Messages;
import org.chatdock.testkit.renderer.BenchContext;
import org.chatdock.ui.api.PanelBody;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppointmentsPanelTest {
    private static final ConversationId CUSTOMER = new ConversationId("wm1");

    private final MemoryStore store = MemoryStore.direct();
    private Display display;
    private BenchContext context;
    private PanelBody body;

    @BeforeEach
    void open() {
        display = new Display();
        context = new BenchContext(display, BenchContext.Look.LIGHT, 100);
        body = new AppointmentsPanel(store).create(new Shell(display), context);
    }

    @AfterEach
    void close() {
        context.close();
        display.dispose();
    }

    @Test
    void theCustomersAppointmentsAreListed() {
        store.append(Samples.VISIT);
        store.append(Samples.CALL);
        store.append(Messages.fromCustomer("wm1", "3", "See you then"));
        body.bind(CUSTOMER);
        work();
        assertEquals(sentence(Samples.VISIT) + "\n" + sentence(Samples.CALL), shown());
        assertEquals(1, context.sizeChanges());
    }

    @Test
    void anAmpersandIsShown() {
        store.append(Messages.builder("wm1", "4").type(Appointment.TYPE).content("Oil & tyres")
                .extra("Start", "2026-12-01T09:00:00Z").build());
        body.bind(CUSTOMER);
        work();
        assertTrue(shown().startsWith("Oil && tyres"), shown());
    }

    @Test
    void whatComesTooLateIsNotShown() {
        store.append(Samples.VISIT);
        body.bind(CUSTOMER);
        body.unbind();
        work();
        assertEquals("", shown());
    }

    private static String sentence(Message message) {
        return Words.sentence(Appointment.of(message).orElseThrow());
    }

    private void work() {
        context.runWorkers();
        context.runUi();
    }

    private String shown() {
        return ((Label) body.control()).getText();
    }
}
