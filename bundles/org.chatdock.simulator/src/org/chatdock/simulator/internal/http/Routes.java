// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.http;

import org.chatdock.simulator.internal.ledger.Ledger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Everything that is no socket. */
final class Routes extends Handler.Abstract {

    private final SendCall sendCall;
    private final HistoryCall historyCall;
    private final Ledger ledger;

    Routes(SendCall sendCall, HistoryCall historyCall, Ledger ledger) {
        this.sendCall = sendCall;
        this.historyCall = historyCall;
        this.ledger = ledger;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        if (path.equals("/sendMsgToUser")) {
            sendCall.handle(request, response, callback);
        } else if (path.equals("/history")) {
            historyCall.handle(request, response, callback);
        } else if (path.equals("/state")) {
            Answer.ok(ledger.state()).write(response, callback);
        } else if (path.startsWith(MediaFiles.PATH)) {
            MediaFiles.handle(path, response, callback);
        } else {
            Answer.error(404, "there are /ws, /sendMsgToUser, /history, /media/<name> and /state")
                    .write(response, callback);
        }
        return true;
    }
}
