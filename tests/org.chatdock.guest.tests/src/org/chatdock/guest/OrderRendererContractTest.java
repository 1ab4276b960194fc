// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.chatdock.api.message.Message;
import org.chatdock.testkit.renderer.MessageRendererContractTest;
import org.chatdock.ui.api.MessageRenderer;
import org.junit.jupiter.api.Test;

class OrderRendererContractTest extends MessageRendererContractTest {
    @Override
    protected MessageRenderer renderer() {
        return new OrderRenderer();
    }

    @Override
    protected List<Message> samples() {
        return List.of(Samples.MUGS, Samples.BARE);
    }

    @Test
    void anOrderReadsAsItsNumberItemsAndSum() {
        assertEquals("Order 20231\n2 \u00d7 Mug\n1 \u00d7 Tea & cake\n129.90 CNY  paid",
                renderer().plainText(Samples.MUGS));
        assertEquals("Order 20232", renderer().plainText(Samples.BARE));
        assertEquals("Order 20231, 129.90 CNY  paid", renderer().accessibleText(Samples.MUGS));
    }
}
