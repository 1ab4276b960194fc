// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import org.chatdock.api.dispatch.HandlesMessage;
import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.SenderType;
import org.osgi.service.component.annotations.Component;

/** The example of {@link HandlesMessage}: {@link HandlesMessageTest} looks at what the build makes of it. */
@Component
@HandlesMessage(types = { "order", "invoice" }, senderTypes = SenderType.USER, filter = "(amount>=100)",
        exclusive = true)
public class BigOrders implements MessageHandler {
    @Override
    public String name() {
        return "bigOrders";
    }

    @Override
    public Outcome handle(Message message) {
        return Outcome.handled();
    }
}
