// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.nio.ByteBuffer;

/** What a socket tells the line. */
public interface SocketEvents {
    /** The upgrade is done. */
    void opened();

    /** Some frame came, of whatever kind: the peer lives. */
    void alive();

    /**
     * A whole text came.
     *
     * @param payload its UTF-8 bytes, valid during the call only
     * @param by the socket it came by
     * @return whether to read on; if false, {@link Socket#resume} will say when
     */
    boolean text(ByteBuffer payload, Socket by);

    /** The socket, or the try, has ended. Told once; nothing comes after it. */
    void ended(Ending ending);
}
