// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.nio.ByteBuffer;
import java.time.Instant;

import org.chatdock.connection.internal.engine.Ending;
import org.chatdock.connection.internal.line.Socket;
import org.chatdock.connection.internal.line.SocketEvents;

/** Passes everything on; a test changes what it needs. */
class ForwardedEvents implements SocketEvents {
    private final SocketEvents to;

    ForwardedEvents(SocketEvents to) {
        this.to = to;
    }

    @Override
    public void opened(String localAddress, Instant serverTime) {
        to.opened(localAddress, serverTime);
    }

    @Override
    public void alive(int bytes) {
        to.alive(bytes);
    }

    @Override
    public boolean text(ByteBuffer payload, Socket by) {
        return to.text(payload, by);
    }

    @Override
    public void binary() {
        to.binary();
    }

    @Override
    public void oversized(ByteBuffer head, long bytes) {
        to.oversized(head, bytes);
    }

    @Override
    public void dry() {
        to.dry();
    }

    @Override
    public void pong() {
        to.pong();
    }

    @Override
    public void ended(Ending ending) {
        to.ended(ending);
    }
}
