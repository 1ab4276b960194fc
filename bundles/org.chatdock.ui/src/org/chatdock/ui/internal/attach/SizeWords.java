// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.attach;

import java.text.NumberFormat;

import org.chatdock.ui.internal.model.Messages;
import org.eclipse.osgi.util.NLS;

/** A size in words. */
public final class SizeWords {
    private static final long KILO = 1024;
    private static final long MEGA = KILO * KILO;

    private SizeWords() {
    }

    /** With one digit behind the point where that says something. */
    public static String of(long bytes) {
        if (bytes < KILO) {
            return NLS.bind(Messages.Size_bytes, Long.valueOf(bytes));
        }
        boolean mega = bytes >= MEGA;
        double value = (double) bytes / (mega ? MEGA : KILO);
        NumberFormat format = NumberFormat.getNumberInstance();
        format.setMaximumFractionDigits(value < 10 ? 1 : 0);
        return NLS.bind(mega ? Messages.Size_mega : Messages.Size_kilo, format.format(value));
    }
}
