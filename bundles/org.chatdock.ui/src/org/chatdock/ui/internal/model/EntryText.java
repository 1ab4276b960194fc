// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendState;
import org.eclipse.osgi.util.NLS;

/** What the agent is told of a message that is not sent. */
public final class EntryText {
    private EntryText() {
    }

    /** One or two words, for beside the message. */
    public static String mark(OutboxEntry entry) {
        return switch (entry.state()) {
            case WAITING -> Messages.Entry_waiting;
            case SENDING -> Messages.Entry_sending;
            case SENT -> Messages.Entry_sent;
            case UNKNOWN -> Messages.Entry_unknown;
            case REFUSED -> Messages.Entry_refused;
            case EXPIRED -> Messages.Entry_expired;
        };
    }

    /** More words, for below the message; empty if there is nothing more to say. */
    public static String reason(OutboxEntry entry) {
        return switch (entry.state()) {
            case WAITING, SENDING, SENT -> "";
            case UNKNOWN -> Messages.Entry_unknownMore;
            case REFUSED -> OutcomeText.of(entry.reason(), entry.serviceText());
            case EXPIRED -> Messages.Entry_expiredMore;
        };
    }

    /** Both in one, for those who do not see. */
    public static String whole(OutboxEntry entry) {
        String reason = reason(entry);
        return reason.isEmpty() ? mark(entry) : NLS.bind(Messages.Entry_because, mark(entry), reason);
    }

    /** Whether the agent has to decide what becomes of it. */
    public static boolean needsAgent(SendState state) {
        return state == SendState.REFUSED || state == SendState.UNKNOWN || state == SendState.EXPIRED;
    }

    /** Whether it can be given up. */
    public static boolean canDiscard(SendState state) {
        return state == SendState.WAITING || needsAgent(state);
    }
}
