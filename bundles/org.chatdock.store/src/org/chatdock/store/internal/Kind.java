// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.SenderType;

/** Who wrote a message, as far as unread and waiting are concerned. The order is part of the file's format. */
enum Kind {
    OTHER, CUSTOMER, AGENT;

    private static final Kind[] ALL = values();

    static Kind of(Message message) {
        if (message.fromCustomer()) {
            return CUSTOMER;
        }
        return SenderType.AGENT.equals(message.fromType()) ? AGENT : OTHER;
    }

    static Kind of(int code) {
        if (code < 0 || code >= ALL.length) {
            throw StoreFailure.body();
        }
        return ALL[code];
    }

    int code() {
        return ordinal();
    }
}
