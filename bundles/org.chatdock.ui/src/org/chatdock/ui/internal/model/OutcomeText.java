// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;

/** What the agent is told when a message did not leave. */
public final class OutcomeText {
    private OutcomeText() {
    }

    /** Words for an outcome that is not {@code Sent}; null, an answer that was broken, counts as unknown. */
    public static String of(SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Refused refused) {
            return of(refused.reason(), refused.serviceText());
        }
        if (outcome instanceof SendOutcome.Expired) {
            return Messages.Send_expired;
        }
        return outcome instanceof SendOutcome.Sent ? "" : Messages.Send_unknown;
    }

    /**
     * Words for a reason.
     *
     * @param serviceText the service's own words, empty if there are none; they are better than ours where it decided
     */
    public static String of(Reason reason, String serviceText) {
        return switch (reason) {
            case EMPTY -> Messages.Send_empty;
            case NOT_CONFIGURED -> Messages.Send_notConfigured;
            case UNREACHABLE -> Messages.Send_unreachable;
            case SERVICE -> orElse(serviceText, Messages.Send_failed);
            case SIGNED_OUT -> orElse(serviceText, Messages.Send_signedOut);
            case THROTTLED -> Messages.Send_throttled;
            case KEPT_BACK -> Messages.Send_keptBack;
            case QUOTA -> orElse(serviceText, Messages.Send_quota);
            case WINDOW_CLOSED -> orElse(serviceText, Messages.Send_windowClosed);
            case FULL -> Messages.Send_full;
            case NOT_STORED -> Messages.Send_notStored;
        };
    }

    private static String orElse(String serviceText, String ours) {
        return serviceText.isBlank() ? ours : serviceText;
    }
}
