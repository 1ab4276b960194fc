// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.jetty;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

import org.chatdock.sending.internal.wire.SendCall.Progress;
import org.chatdock.sending.internal.wire.SendCall.Reply;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint.SslSessionData;

/** Collects an answer, and tells how the call ended, once. On the client's threads. */
final class AnswerListener extends BufferingResponseListener {
    private static final int MAX_ANSWER_BYTES = 1 << 20;
    private static final int FIRST_FINAL_STATUS = 200;
    /** The cipher suite of a TLS connection until its handshake has succeeded, as the JDK's {@code SSLEngine} says. */
    private static final String BEFORE_THE_HANDSHAKE = "SSL_NULL_WITH_NULL_NULL";

    private final Progress progress;
    private final AtomicBoolean ended = new AtomicBoolean();
    /** Set before the first byte leaves, null before; read by whichever thread finds the failure. */
    private volatile Request begun;
    /** The status that came with an answer's headers; 0 before. Jetty's own is 400 when it cannot read an answer. */
    private volatile int status;
    /** Came with the status. */
    private volatile String retryAfter = "";

    AnswerListener(Progress progress) {
        super(MAX_ANSWER_BYTES);
        this.progress = progress;
    }

    /** Its first byte may leave. */
    void leaves(Request request) {
        begun = request;
    }

    @Override
    public void onHeaders(Response response) {
        String asked = response.getHeaders().get(HttpHeader.RETRY_AFTER);
        retryAfter = asked == null ? "" : asked;
        status = response.getStatus();
        super.onHeaders(response);
    }

    @Override
    public void onComplete(Result result) {
        if (result.getResponseFailure() == null && status >= FIRST_FINAL_STATUS) {
            // Even if the request failed: a service may answer before it has read everything.
            answered(text());
        } else {
            Throwable failure = result.getFailure();
            failed(failure != null ? failure : new IllegalStateException("no final answer"));
        }
    }

    private String text() {
        byte[] content = getContent();
        return content == null ? "" : new String(content, charset(getEncoding()));
    }

    private static Charset charset(String name) {
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private void answered(String text) {
        if (ended.compareAndSet(false, true)) {
            progress.answered(new Reply(status, retryAfter, text));
        }
    }

    void failed(Throwable cause) {
        if (status >= FIRST_FINAL_STATUS + 100) {
            // The service has said no; only its words are lost, or too many.
            answered("");
        } else if (ended.compareAndSet(false, true)) {
            if (mayHaveLeft()) {
                progress.lost(cause);
            } else {
                progress.notReached(cause);
            }
        }
    }

    /** Jetty begins to write before the handshake of TLS; until that has succeeded nothing of the request leaves. */
    private boolean mayHaveLeft() {
        Request request = begun;
        if (request == null) {
            return false;
        }
        // What the failure says does not tell: it may be no more than that the connection is closed.
        try {
            Connection connection = request.getConnection();
            SslSessionData session = connection == null ? null : connection.getSslSessionData();
            return session == null || !BEFORE_THE_HANDSHAKE.equals(session.cipherSuite());
        } catch (@SuppressWarnings("unused") RuntimeException nobodyCanTell) {
            return true;
        }
    }
}
