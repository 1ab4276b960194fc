// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.sending.ClientId;
import org.chatdock.sending.internal.wire.SendCall;

/** A call whose answers the test gives. What runs on its threads runs on the test's, after what runs now. */
final class ScriptedCall implements SendCall {
    /** One request. */
    record Request(String body, ClientId id, Credentials credentials, Progress progress) {
        String content() {
            return body.replaceFirst(".*\"Content\":\"([^\"]*)\".*", "$1");
        }

        void answer(int status, String text) {
            progress.answered(new Reply(status, "", text));
        }

        void accept(String id) {
            answer(200, "{\"msgID\":\"" + id + "\",\"msgTime\":1767323045}");
        }

        void throttle(int status, String retryAfter) {
            progress.answered(new Reply(status, retryAfter, "{\"ErrMsg\":\"slow down\"}"));
        }

        void refuseConnection() {
            progress.notReached(new IOException("refused"));
        }

        void lose() {
            progress.lost(new IOException("reset"));
        }
    }

    /** All of them, in order. */
    final List<Request> requests = new ArrayList<>();
    private final ManualLane lane;
    boolean closed;

    ScriptedCall(ManualLane lane) {
        this.lane = lane;
    }

    Request last() {
        return requests.get(requests.size() - 1);
    }

    List<String> contents() {
        return requests.stream().map(Request::content).toList();
    }

    @Override
    public boolean canCarry(Credentials credentials) {
        return true;
    }

    @Override
    public void send(byte[] body, ClientId id, Credentials credentials, Progress progress) {
        requests.add(new Request(new String(body, StandardCharsets.UTF_8), id, credentials, progress));
    }

    @Override
    public void execute(Runnable task) {
        lane.beside(task);
    }

    @Override
    public void close() {
        closed = true;
    }
}
