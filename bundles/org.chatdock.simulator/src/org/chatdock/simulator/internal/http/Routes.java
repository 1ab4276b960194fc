// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.http;

import java.io.IOException;

import org.chatdock.simulator.internal.ledger.Ledger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Everything that is no socket. */
final class Routes extends Handler.Abstract {

    private final SendCall send;
    private final HistoryCall history;
    private final UploadCall upload;
    private final RecallCall recall;
    private final TransferCalls transfers;
    private final Uploads uploads;
    private final Ledger ledger;

    Routes(Credentials credentials, GatewayServer.Parts parts) {
        send = new SendCall(credentials, parts);
        history = new HistoryCall(credentials, parts.trouble(), parts.ledger(), parts.history(), parts.scheduler());
        upload = new UploadCall(credentials, parts);
        recall = new RecallCall(credentials, parts);
        transfers = new TransferCalls(credentials, parts);
        uploads = parts.uploads();
        ledger = parts.ledger();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        switch (path) {
            case "/sendMsgToUser" -> send.handle(request, response, callback);
            case "/history" -> history.handle(request, response, callback);
            case "/upload" -> upload.handle(request, response, callback);
            case "/recall" -> recall.handle(request, response, callback);
            case "/agents" -> transfers.list(request, response, callback);
            case "/transfer" -> transfers.transfer(request, response, callback);
            case "/state" -> Answer.ok(ledger.state()).write(response, callback);
            default -> other(path, response, callback);
        }
        return true;
    }

    private void other(String path, Response response, Callback callback) throws IOException {
        if (path.startsWith(Uploads.PATH)) {
            MediaFiles.handle(uploads.find(path), response, callback);
        } else if (path.startsWith(MediaFiles.PATH)) {
            MediaFiles.handle(path, response, callback);
        } else {
            Answer.error(404, "there are /ws, /sendMsgToUser, /history, /upload, /recall, /agents, /transfer, "
                    + "/media/<name> and /state").write(response, callback);
        }
    }
}
