// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.net.URI;
import java.time.Instant;

import org.chatdock.connection.internal.engine.Ending;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.client.CoreClientUpgradeRequest;
import org.eclipse.jetty.websocket.core.client.WebSocketCoreClient;

/** The upgrade request of one try. */
final class UpgradeRequest extends CoreClientUpgradeRequest implements Response.HeadersListener {
    private final JettySocket socket;
    private final Tcp tcp;
    private volatile Instant serverTime;

    UpgradeRequest(WebSocketCoreClient client, URI address, JettySocket socket, Tcp tcp) {
        super(client, address);
        this.socket = socket;
        this.tcp = tcp;
    }

    Tcp tcp() {
        return tcp;
    }

    /** Null until the answer is there, and if it had none. */
    Instant serverTime() {
        return serverTime;
    }

    @Override
    public FrameHandler getFrameHandler() {
        return socket;
    }

    /** A refusal is told at once: its body is of no interest, and may never end. */
    @Override
    public void onHeaders(Response response) {
        int status = response.getStatus();
        if (status != HttpStatus.SWITCHING_PROTOCOLS_101) {
            socket.end(Ending.refusedUpgrade(status,
                    AnswerHeaders.retryAfterMillis(response.getHeaders(), Instant.now())));
        }
    }

    @Override
    public void upgrade(Response response, EndPoint endPoint) {
        serverTime = AnswerHeaders.date(response.getHeaders());
        super.upgrade(response, socket.watched(endPoint));
    }
}
