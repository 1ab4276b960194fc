// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.internal.model.CustomerNames;
import org.chatdock.ui.internal.model.Messages;
import org.chatdock.ui.internal.model.Times;
import org.eclipse.osgi.util.NLS;

/** Names and times as the frame of a row shows them. */
final class RowWords {
    private final CustomerNames names;
    private final Times times;
    private final Supplier<Instant> now;
    private final int timeWidth;
    private final int editedWidth;
    private final int stateWidth;

    /** @param width measures a text in the small font */
    RowWords(CustomerNames names, Times times, Supplier<Instant> now, ToIntFunction<String> width) {
        this.names = names;
        this.times = times;
        this.now = now;
        timeWidth = width.applyAsInt("00:00");
        editedWidth = width.applyAsInt(NLS.bind(Messages.Row_edited, "00:00", Messages.Message_edited));
        stateWidth = Math.max(width.applyAsInt(read("00:00")),
                Math.max(width.applyAsInt(Messages.Entry_waiting), width.applyAsInt(Messages.Entry_sending)));
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

    String clock(Instant time, boolean edited) {
        String clock = times.clock(time);
        return edited ? NLS.bind(Messages.Row_edited, clock, Messages.Message_edited) : clock;
    }

    /** A clock time of what the customer has read. */
    String read(String clock) {
        return NLS.bind(Messages.Row_edited, clock, Messages.Entry_read);
    }

    String day(Instant time) {
        return times.day(time, now.get());
    }

    String full(Instant time, boolean edited) {
        String full = times.full(time);
        return edited ? NLS.bind(Messages.Row_editedName, full, Messages.Message_edited) : full;
    }

    /** How wide a clock time is in the small font. */
    int timeWidth(boolean edited) {
        return edited ? editedWidth : timeWidth;
    }

    /** How wide a clock time, or the state of what is not sent, is in the small font: the same, so that nothing jumps. */
    int stateWidth(boolean edited) {
        return Math.max(stateWidth, timeWidth(edited));
    }
}
