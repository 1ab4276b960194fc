// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import java.util.OptionalLong;

/**
 * One TCP connection of a client as the proxy saw it, at one moment. Times are those of {@link System#nanoTime()}.
 *
 * @param number the first one has 1
 * @param acceptedNanos when the proxy took it
 * @param upgradedNanos when the proxy wrote a whole 101 for it
 * @param closedNanos when the client ended it, or the proxy reset it. A FIN or a close frame that goes to the client
 *        does not count: until it answers, the client has a socket open.
 * @param toServer what went to the gateway
 * @param toClient what went to the client
 */
public record ProxiedConnection(int number, long acceptedNanos, OptionalLong upgradedNanos, OptionalLong closedNanos,
        Traffic toServer, Traffic toClient) {

    /** Whether the client has it open as a WebSocket. */
    public boolean open() {
        return upgradedNanos.isPresent() && closedNanos.isEmpty();
    }
}
