// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.delivery;

/** A frame on its way to the sockets that were open when it was handed out. */
public final class Delivery {

    /** Why it is on its way. */
    enum Kind {
        /** Because it is due. */
        OFFERED,
        /** Because nobody has acknowledged it. */
        REPEATED,
        /** Because a client has pinged: belongs to one socket and is forgotten with it. */
        PONG
    }

    private final Frame frame;
    private final Kind kind;
    /** Sockets that still have it in their queue. Guarded by the desk's lock. */
    private int holders;
    /** Whether any socket has written it. Guarded by the desk's lock. */
    private boolean written;

    Delivery(Frame frame, Kind kind) {
        this.frame = frame;
        this.kind = kind;
    }

    /** The answer to a text ping. */
    public static Delivery pong() {
        return new Delivery(Frame.pong(), Kind.PONG);
    }

    /** What goes over the wire. */
    public Frame frame() {
        return frame;
    }

    Kind kind() {
        return kind;
    }

    void taken() {
        holders++;
    }

    /** One socket less has it; whether it is now lost unless it is handed out again. */
    boolean dropped() {
        return --holders == 0 && !written;
    }

    /** One socket has written it; whether it is the first. */
    boolean written() {
        boolean first = !written;
        written = true;
        holders--;
        return first;
    }
}
