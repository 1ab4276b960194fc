// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.engine;

/** What the engine waits for. Setting an alarm that is set already moves it. */
public enum Alarm {
    /** The end of a try, credentials included. */
    WATCHDOG,
    /** The end of a step of a try: the credentials, or the connection. */
    DEADLINE,
    /** The beginning of the next try. */
    RETRY,
    /** The next heartbeat. */
    PING,
    /** A look at how long the peer has been silent. */
    SILENCE,
    /** The end of a probe. */
    PROBE,
    /** A look at the clocks: has the machine slept? */
    TICK,
    /** A look at the network's interfaces. */
    NETWORK;

    /** Whether it belongs to one try or socket and dies with it. */
    boolean isOfOneSocket() {
        return this != TICK && this != NETWORK;
    }
}
