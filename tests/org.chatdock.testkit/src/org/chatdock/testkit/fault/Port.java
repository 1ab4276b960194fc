// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A port of the loopback interface that stays ours, listening or not: a socket that is bound to it and never listens
 * keeps it, so that nobody else gets it, not even a client that connects to it from itself.
 */
final class Port {
    private static final int RECEIVE_BYTES = 64 * 1024;
    /** Two fit into the smallest queue of Linux; the others are there in case it has become longer. */
    private static final int FILLERS = 4;

    private final Loop loop;
    private final Consumer<SocketChannel> taker;
    private final SocketChannel holder;
    private final InetSocketAddress address;
    private final List<SocketChannel> fillers = new ArrayList<>();
    private ServerSocketChannel listener;
    private boolean taking;

    /** @param taker gets every new connection, on the loop's thread */
    Port(Loop loop, Consumer<SocketChannel> taker) throws IOException {
        this.loop = loop;
        this.taker = taker;
        holder = SocketChannel.open();
        holder.setOption(StandardSocketOptions.SO_REUSEADDR, Boolean.TRUE);
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = (InetSocketAddress) holder.getLocalAddress();
    }

    InetSocketAddress address() {
        return address;
    }

    /** Takes connections; if it does already, there is no gap. */
    void listen() throws IOException {
        if (taking) {
            return;
        }
        refuse();
        taking = true;
        ServerSocketChannel fresh = bound(0);
        loop.register(fresh, SelectionKey.OP_ACCEPT, () -> accept(fresh));
    }

    /** Who connects gets RST. */
    void refuse() throws IOException {
        for (SocketChannel filler : fillers) {
            filler.close();
        }
        fillers.clear();
        taking = false;
        if (listener != null) {
            listener.close();
            listener = null;
            loop.letGoOfClosed();
        }
    }

    /** Who connects gets no answer: the queue of those that wait to be taken is full. */
    void ignore() throws IOException {
        refuse();
        bound(1);
        for (int i = 0; i < FILLERS; i++) {
            SocketChannel filler = SocketChannel.open();
            fillers.add(filler);
            filler.configureBlocking(false);
            filler.connect(address);
        }
    }

    void close() throws IOException {
        refuse();
        holder.close();
    }

    private ServerSocketChannel bound(int backlog) throws IOException {
        listener = ServerSocketChannel.open();
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, Boolean.TRUE);
        listener.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
        return listener.bind(address, backlog);
    }

    private void accept(ServerSocketChannel from) {
        try {
            for (SocketChannel channel = from.accept(); channel != null; channel = from.accept()) {
                taker.accept(channel);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot accept", e);
        }
    }
}
