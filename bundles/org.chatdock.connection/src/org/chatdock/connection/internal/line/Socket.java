// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.util.List;
import java.util.function.Consumer;

/** One socket, from the first try to connect until it has ended. Any thread may call; nothing waits. */
public interface Socket {
    /**
     * Writes texts as one frame each, in order, with one flush behind the last.
     *
     * @param done told once, on any thread, whether all of them were handed to the network
     */
    void write(List<String> texts, Consumer<Boolean> done);

    /** Sends a protocol PING. {@link SocketEvents#pong} tells of the answer. */
    void probe();

    /**
     * Reads the next message: after {@link SocketEvents#opened}, and after {@link SocketEvents#text} said to wait. Does
     * nothing on a socket that has ended.
     */
    void resume();

    /** Says goodbye to the peer. */
    void close();

    /** Drops the socket, or the try to connect, without a word. Nothing is told of it any more. */
    void abort();
}
