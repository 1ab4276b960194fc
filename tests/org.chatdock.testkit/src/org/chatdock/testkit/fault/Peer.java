// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** The proxy's socket to the client or to the gateway. Only on the proxy's thread. */
final class Peer {
    /** What a peer has to say. */
    interface Events {
        void connected();

        void readable();

        void writable();
    }

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Events events;
    private boolean ended;
    private boolean closed;

    /** @param operations what it waits for at first */
    Peer(Loop loop, SocketChannel channel, int operations, Events events) throws IOException {
        this.channel = channel;
        this.events = events;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, Boolean.TRUE);
        key = loop.register(channel, operations, this::ready);
    }

    /** Whether nothing more comes from it. */
    boolean ended() {
        return ended;
    }

    void markEnded() {
        ended = true;
        wantRead(false);
    }

    boolean closed() {
        return closed;
    }

    boolean connected() {
        return !closed && channel.isConnected();
    }

    boolean reads() {
        return key.isValid() && (key.interestOps() & SelectionKey.OP_READ) != 0;
    }

    void wantRead(boolean wanted) {
        want(SelectionKey.OP_READ, wanted && !ended);
    }

    void wantWrite(boolean wanted) {
        want(SelectionKey.OP_WRITE, wanted);
    }

    int read(ByteBuffer buffer) throws IOException {
        return channel.read(buffer);
    }

    int write(ByteBuffer buffer) throws IOException {
        return channel.write(buffer);
    }

    void finishConnect() throws IOException {
        channel.finishConnect();
        want(SelectionKey.OP_CONNECT, false);
    }

    /** Sends FIN; reading goes on. */
    void shutdownOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException alreadyGone) {
            closed = true;
        }
    }

    /** Ends with RST or, if all is read, with FIN. */
    void close(Ending ending) {
        closed = true;
        ended = true;
        try (channel) {
            if (ending == Ending.RESET && channel.isOpen()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException alreadyGone) {
            key.cancel();
        }
    }

    private void want(int operation, boolean wanted) {
        if (key.isValid()) {
            key.interestOps(wanted ? key.interestOps() | operation : key.interestOps() & ~operation);
        }
    }

    private void ready() {
        if (key.isConnectable()) {
            events.connected();
        }
        if (key.isValid() && key.isWritable()) {
            events.writable();
        }
        if (key.isValid() && key.isReadable()) {
            events.readable();
        }
    }
}
