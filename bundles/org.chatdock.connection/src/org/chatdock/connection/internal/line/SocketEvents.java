// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.nio.ByteBuffer;
import java.time.Instant;

import org.chatdock.connection.internal.engine.Ending;

/** What a socket tells the line: on any thread, one call after the other. */
public interface SocketEvents {
    /**
     * The upgrade is done. Nothing is read before {@link Socket#resume}.
     *
     * @param localAddress this end as {@code address:port}
     * @param serverTime the {@code Date} of the gateway's answer, in whole seconds; null if it has none
     */
    void opened(String localAddress, Instant serverTime);

    /**
     * The peer lives: a frame came, of whatever kind, or 16 KiB of a large one. A trickle of single bytes is no life.
     *
     * @param bytes how many payload bytes have come since the last call
     */
    void alive(int bytes);

    /**
     * A whole text came.
     *
     * @param payload its UTF-8 bytes, valid during the call only
     * @param by the socket it came by
     * @return whether to read on; if false, {@link Socket#resume} will say when
     */
    boolean text(ByteBuffer payload, Socket by);

    /** A whole binary message came, and was dropped. */
    void binary();

    /**
     * A text that is larger than the limit came, and was dropped without being kept in memory. The socket goes on.
     *
     * @param head its first bytes, at most 4 KiB; the callee's to keep
     * @param bytes its whole size
     */
    void oversized(ByteBuffer head, long bytes);

    /**
     * There is nothing more to read at this moment. Told on the thread that has told of the last message, before it
     * waits for more bytes.
     */
    void dry();

    /** The answer to {@link Socket#probe} came. */
    void pong();

    /** The socket, or the try, has ended. Told once; nothing comes after it. */
    void ended(Ending ending);
}
