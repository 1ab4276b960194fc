// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.StoredMessage;

/** Where a message stands in the transcript. */
enum Side {
    CUSTOMER, AGENT, NOTICE;

    static Side of(StoredMessage stored) {
        Message message = stored.message();
        boolean event = MessageType.EVENT.equals(message.type()) && stored.understood();
        if (event || SenderType.SYSTEM.equals(message.fromType())) {
            return NOTICE;
        }
        return SenderType.AGENT.equals(message.fromType()) ? AGENT : CUSTOMER;
    }
}
