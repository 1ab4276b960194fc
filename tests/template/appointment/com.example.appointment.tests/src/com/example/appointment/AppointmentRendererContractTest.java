// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package com.example.appointment;

import java.util.List;

import org.chatdock.api.message.Message;
import org.chatdock.testkit.renderer.MessageRendererContractTest;
import org.chatdock.ui.api.MessageRenderer;

/** What every renderer has to keep to; needs a screen. */
class AppointmentRendererContractTest extends MessageRendererContractTest {
    @Override
    protected MessageRenderer renderer() {
        return new AppointmentRenderer();
    }

    @Override
    protected List<Message> samples() {
        return List.of(Samples.VISIT, Samples.CALL);
    }
}
