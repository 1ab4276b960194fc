// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import java.util.List;

import org.chatdock.api.message.Message;
import org.chatdock.testkit.Messages;
import org.chatdock.testkit.renderer.MessageRendererContractTest;
import org.chatdock.ui.api.MessageRenderer;

class UnknownRendererContractTest extends MessageRendererContractTest {
    @Override
    protected MessageRenderer renderer() {
        return new UnknownRenderer();
    }

    @Override
    protected List<Message> samples() {
        return List.of(Messages.builder("ann", "1").type("order").extra("OrderNo", 20231).build(),
                Messages.builder("ann", "2").type("").content("words").build());
    }

    @Override
    protected boolean beatsBuiltIns() {
        return false;
    }

    @Override
    protected boolean showsForeignTypes() {
        return true;
    }
}
