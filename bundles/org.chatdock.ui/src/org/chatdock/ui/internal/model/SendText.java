// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.ArrayList;
import java.util.List;

import org.chatdock.api.sending.SendHealth;
import org.eclipse.osgi.util.NLS;

/**
 * What the views say of the send call.
 *
 * @param trouble whether something is the matter
 * @param words a few words; empty while nothing is the matter and nothing waits
 * @param detail more of them, for a tool tip
 */
public record SendText(boolean trouble, String words, String detail) {
    /** While there is no outbox. */
    private static final SendText NONE = new SendText(false, "", "");

    /** @param health null if there is none */
    public static SendText of(SendHealth health, Times times) {
        if (health == null) {
            return NONE;
        }
        boolean trouble = isTrouble(health.state());
        String state = word(health.state());
        List<String> few = new ArrayList<>();
        if (trouble) {
            few.add(state);
        }
        List<String> detail = new ArrayList<>();
        detail.add(NLS.bind(Messages.Sending_since, state, times.clock(health.since())));
        if (health.waiting() > 0) {
            String waiting = NLS.bind(Messages.Sending_waiting, Integer.valueOf(health.waiting()));
            few.add(waiting);
            detail.add(waiting);
        }
        if (trouble && !health.serviceText().isBlank()) {
            detail.add(NLS.bind(Messages.Sending_says, health.serviceText()));
        }
        String words = few.isEmpty() ? "" : NLS.bind(Messages.Sending_name, String.join(" \u00b7 ", few));
        return new SendText(trouble, words, String.join("\n", detail));
    }

    private static boolean isTrouble(SendHealth.State state) {
        return switch (state) {
            case UNTRIED, WORKING -> false;
            case NOT_CONFIGURED, UNREACHABLE, THROTTLED, UNCERTAIN, FAILING, SIGNED_OUT -> true;
        };
    }

    private static String word(SendHealth.State state) {
        return switch (state) {
            case UNTRIED -> Messages.Sending_untried;
            case WORKING -> Messages.Sending_working;
            case NOT_CONFIGURED -> Messages.Sending_notConfigured;
            case UNREACHABLE -> Messages.Sending_unreachable;
            case THROTTLED -> Messages.Sending_throttled;
            case UNCERTAIN -> Messages.Sending_uncertain;
            case FAILING -> Messages.Sending_failing;
            case SIGNED_OUT -> Messages.Sending_signedOut;
        };
    }
}
