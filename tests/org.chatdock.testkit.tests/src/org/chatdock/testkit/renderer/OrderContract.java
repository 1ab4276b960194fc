// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.renderer;

import java.util.List;

import org.chatdock.api.message.Message;
import org.chatdock.testkit.Messages;
import org.chatdock.ui.api.MessageRenderer;

/** The contract of a renderer for orders, maybe with a flaw. */
class OrderContract extends MessageRendererContractTest {
    static final String TYPE = "order";
    static final String NUMBER = "number";

    private final Flaw flaw;

    /** @param flaw null: none */
    OrderContract(Flaw flaw) {
        this.flaw = flaw;
    }

    @Override
    protected MessageRenderer renderer() {
        return new OrderRenderer(flaw);
    }

    @Override
    protected List<Message> samples() {
        return List.of(
                Messages.builder("ann", "1").type(TYPE).content("two chairs").extra(NUMBER, "A-1").extra("amount", 2)
                        .build(),
                Messages.builder("ann", "2").type(TYPE).extra(NUMBER, "A-2").extra("amount", 5).build(),
                Messages.builder("ann", "3").type(TYPE).content("a table").extra(NUMBER, "A-3").build());
    }
}
