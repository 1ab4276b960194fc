// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.time.Instant;
import java.util.function.Supplier;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.internal.model.CustomerNames;
import org.chatdock.ui.internal.model.Messages;
import org.chatdock.ui.internal.model.Times;

/** Names and times as the frame of a row shows them. */
final class RowWords {
    private final CustomerNames names;
    private final Times times;
    private final Supplier<Instant> now;
    private final int timeWidth;

    RowWords(CustomerNames names, Times times, Supplier<Instant> now, int timeWidth) {
        this.names = names;
        this.times = times;
        this.now = now;
        this.timeWidth = timeWidth;
    }

    String sender(StoredMessage stored) {
        Message message = stored.message();
        if (SenderType.AGENT.equals(message.fromType())) {
            return Messages.Sender_you;
        }
        if (SenderType.SYSTEM.equals(message.fromType())) {
            return Messages.Sender_system;
        }
        if (message.fromCustomer() || message.from().isEmpty()) {
            return names.name(message.conversation());
        }
        return message.from();
    }

    /** What decides the colour of the sender's avatar. */
    String key(StoredMessage stored) {
        return stored.message().fromCustomer() ? stored.message().conversation().value() : stored.message().from();
    }

    String clock(Instant time) {
        return times.clock(time);
    }

    String day(Instant time) {
        return times.day(time, now.get());
    }

    String full(Instant time) {
        return times.full(time);
    }

    /** How wide a clock time is in the small font. */
    int timeWidth() {
        return timeWidth;
    }
}
