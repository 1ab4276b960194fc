// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;

import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.Transport;

/**
 * The TCP connection of one try. It makes Jetty use a connection of its own for every try, and once it is dropped,
 * nothing of it stays open or opens later. Any thread.
 */
final class Tcp extends Transport.TCPIP implements ClientConnectionFactory.Decorator {
    private final Tunnel tunnel;
    /** Guarded by this. */
    private boolean dropped;
    /** Guarded by this: of several addresses of a host the last one that was tried. */
    private SelectableChannel channel;
    /** Guarded by this: null until the TCP connection is there. */
    private EndPoint endPoint;

    /** @param route the way through a proxy; null to go without */
    Tcp(ProxyRoute route) {
        tunnel = route == null ? null : new Tunnel(route, this);
    }

    /** The way through a proxy, null if there is none. */
    Tunnel tunnel() {
        return tunnel;
    }

    @Override
    public SelectableChannel newSelectableChannel() throws IOException {
        SelectableChannel made = super.newSelectableChannel();
        synchronized (this) {
            if (!dropped) {
                channel = made;
                return made;
            }
        }
        made.close();
        throw new ClosedChannelException();
    }

    @Override
    public ClientConnectionFactory apply(ClientConnectionFactory factory) {
        return (connected, context) -> {
            synchronized (this) {
                endPoint = connected;
            }
            if (isDropped()) {
                connected.close();
                throw new ClosedChannelException();
            }
            return factory.newConnection(connected, context);
        };
    }

    synchronized boolean isDropped() {
        return dropped;
    }

    /** Closes what there is at once, and forbids more. */
    void drop() {
        SelectableChannel ofTry;
        EndPoint connected;
        synchronized (this) {
            dropped = true;
            ofTry = channel;
            connected = endPoint;
        }
        if (ofTry != null) {
            try {
                ofTry.close();
            } catch (IOException e) {
                // It is closed for us.
            }
        }
        if (connected != null) {
            // Also tells whoever waits for bytes.
            connected.close();
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
