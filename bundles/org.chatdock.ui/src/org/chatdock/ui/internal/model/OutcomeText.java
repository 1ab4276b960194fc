// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import org.chatdock.api.sending.SendOutcome;

/** What the agent is told when a message did not leave. */
public final class OutcomeText {
    private OutcomeText() {
    }

    /** Words for an outcome that is not {@code Sent}; null, an answer that was broken, counts as unknown. */
    public static String of(SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Refused refused) {
            return switch (refused.reason()) {
                case EMPTY -> Messages.Send_empty;
                case NOT_CONFIGURED -> Messages.Send_notConfigured;
                case UNREACHABLE -> Messages.Send_unreachable;
                case SIGNED_OUT, THROTTLED, KEPT_BACK, QUOTA, WINDOW_CLOSED, FULL, NOT_STORED -> Messages.Send_failed;
                case SERVICE -> refused.serviceText().isBlank() ? Messages.Send_failed : refused.serviceText();
            };
        }
        return outcome instanceof SendOutcome.Sent ? "" : Messages.Send_unknown;
    }
}
