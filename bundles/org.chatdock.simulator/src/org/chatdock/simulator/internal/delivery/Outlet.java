// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.delivery;

/** An open socket as the desk sees it. */
public interface Outlet {

    /** Takes it to the end of the queue; nothing is written before {@link #drain()}. Called with the desk's lock. */
    void enqueue(Delivery delivery);

    /** Writes what is queued unless the gateway is silent. Any thread, no lock held. */
    void drain();

    /** Breaks the connection. Any thread, no lock held. */
    void cut();

    /** Closes with a handshake. Any thread, no lock held. */
    void close(int code, String reason);
}
