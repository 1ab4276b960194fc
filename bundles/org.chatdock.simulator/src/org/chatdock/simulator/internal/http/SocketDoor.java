// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.http;

import java.util.Optional;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Stands before the sockets and decides who may have one. */
final class SocketDoor extends Handler.Wrapper {

    private final Credentials credentials;
    private final Trouble trouble;

    SocketDoor(Handler inside, Credentials credentials, Trouble trouble) {
        super(inside);
        this.credentials = credentials;
        this.trouble = trouble;
    }

    static boolean leadsTo(String path) {
        return path.equals("/ws") || path.startsWith("/ws/");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!leadsTo(Request.getPathInContext(request))) {
            return super.handle(request, response, callback);
        }
        Optional<Trouble.Refusal> refusal = trouble.refusal();
        if (refusal.isPresent()) {
            refuse(refusal.get(), response, callback);
            return true;
        }
        if (!credentials.match(request)) {
            Answer.error(401, "corpid or token is missing or wrong").write(response, callback);
            return true;
        }
        if (!request.getHeaders().contains(HttpHeader.UPGRADE, "websocket")) {
            response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
            Answer.error(426, "this address is a WebSocket").write(response, callback);
            return true;
        }
        return super.handle(request, response, callback);
    }

    private static void refuse(Trouble.Refusal refusal, Response response, Callback callback) {
        Answer.error(refusal.status(), "no sockets are accepted now").write(response, refusal.retryAfter(), callback);
    }
}
