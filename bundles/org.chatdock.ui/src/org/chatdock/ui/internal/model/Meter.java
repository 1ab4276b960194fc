// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.chatdock.api.sending.Allowance;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.eclipse.osgi.util.NLS;

/**
 * What the views say of how much may still be sent.
 *
 * @param words how many are left and until when, or why nothing may be sent
 * @param compact the same, as short as a list needs it
 * @param low whether little is left: one message, or less than an hour
 * @param blocked why nothing may be sent; null if something may
 */
public record Meter(String words, String compact, boolean low, Reason blocked) {
    private static final Duration SOON = Duration.ofHours(1);

    /** @return null if nothing limits it */
    public static Meter of(Allowance allowance, Instant now) {
        boolean counted = allowance.of() != Integer.MAX_VALUE;
        boolean timed = !allowance.closes().equals(Instant.MAX);
        if (!counted && !timed) {
            return null;
        }
        Reason blocked = !now.isBefore(allowance.closes()) ? Reason.WINDOW_CLOSED
                : allowance.left() == 0 ? Reason.QUOTA : null;
        List<String> words = new ArrayList<>();
        List<String> compact = new ArrayList<>();
        if (counted) {
            Object[] count = { Integer.valueOf(allowance.left()), Integer.valueOf(allowance.of()) };
            words.add(NLS.bind(Messages.Allowance_left, count));
            compact.add(NLS.bind(Messages.Allowance_short, count));
        }
        boolean soon = false;
        if (timed && blocked != Reason.WINDOW_CLOSED) {
            String time = Times.waiting(now, allowance.closes());
            words.add(NLS.bind(Messages.Allowance_closes, time));
            compact.add(time);
            soon = Duration.between(now, allowance.closes()).compareTo(SOON) < 0;
        }
        String why = blocked == null ? String.join(" \u00b7 ", words) : OutcomeText.of(blocked, "");
        String brief = blocked == Reason.WINDOW_CLOSED ? Messages.Allowance_closed : String.join(" \u00b7 ", compact);
        return new Meter(why, brief, blocked != null || counted && allowance.left() <= 1 || soon, blocked);
    }
}
