// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.benchmarks;

import java.util.Locale;

/** One connection's worth of load: {@code flood:200000}, {@code single:20000} or {@code paced:20000}. */
record Pass(Mode mode, int messages) {
    /** How the gateway sends. */
    enum Mode {
        /** As fast as the client takes them. */
        FLOOD,
        /** The next one only after the acknowledgement of the one before. */
        SINGLE,
        /** 5 000 in a second. */
        PACED
    }

    static Pass of(String text) {
        int colon = text.indexOf(':');
        return new Pass(Mode.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT)),
                Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return mode.name().toLowerCase(Locale.ROOT) + ":" + messages;
    }
}
