// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.history;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;

/** Collects an answer up to a size. Jetty calls it, one call after the other. */
final class AnswerListener implements Response.Listener {
    private static final int OK = 200;

    private final int mostBytes;
    private final int timeoutMillis;
    private final CompletableFuture<byte[]> answer;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** @param answer completed with the body of an answer 200, or with a {@link HistoryException} */
    AnswerListener(int mostBytes, int timeoutMillis, CompletableFuture<byte[]> answer) {
        this.mostBytes = mostBytes;
        this.timeoutMillis = timeoutMillis;
        this.answer = answer;
    }

    @Override
    public void onHeaders(Response response) {
        if (response.getStatus() != OK) {
            fail(response, HistoryException.refused(response.getStatus()));
        }
    }

    @Override
    public void onContent(Response response, ByteBuffer content) {
        if (content.remaining() > mostBytes - bytes.size()) {
            fail(response, HistoryException.tooLarge(mostBytes));
            return;
        }
        byte[] chunk = new byte[content.remaining()];
        content.get(chunk);
        bytes.write(chunk, 0, chunk.length);
    }

    /** Whatever else it says is of no interest. */
    private void fail(Response response, HistoryException failure) {
        answer.completeExceptionally(failure);
        response.abort(failure);
    }

    @Override
    public void onComplete(Result result) {
        if (result.isFailed()) {
            answer.completeExceptionally(HistoryException.broken(result.getFailure(), timeoutMillis));
        } else {
            answer.complete(bytes.toByteArray());
        }
    }
}
