// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.net.URI;
import java.util.Map;

/** Opens sockets. The only thing between the line and a WebSocket library. */
public interface Transport {
    /**
     * Begins to connect and returns at once.
     *
     * @param headers extra headers of the upgrade request; they may hold secrets
     * @param events told of everything that happens to this socket, on any thread, one call after the other
     */
    Socket connect(URI address, Map<String, String> headers, SocketEvents events);
}
