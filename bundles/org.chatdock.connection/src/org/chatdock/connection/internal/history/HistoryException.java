// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.history;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Why a page of the history could not be had, and what to do. Holds no secrets and nothing of what was said. */
final class HistoryException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int UNAUTHORIZED = 401;

    /** What the service said; 0 if it said something else, or nothing. */
    private final int status;

    HistoryException(String text) {
        this(text, 0);
    }

    private HistoryException(String text, int status) {
        super(text);
        this.status = status;
    }

    /** Whether other credentials could help. */
    boolean isUnauthorized() {
        return status == UNAUTHORIZED;
    }

    /** The service was asked and said no. */
    static HistoryException refused(int status) {
        return new HistoryException("The history service " + switch (status) {
            case 401, 403 -> "does not accept the credentials (HTTP " + status + "). Check corpId, userId and token.";
            case 404, 405 -> "is not at this address (HTTP " + status + "). Check historyUrl in org.chatdock.history.";
            case 400 -> "does not understand the question (HTTP 400). Check historyUrl in org.chatdock.history.";
            case 429, 503 -> "is too busy (HTTP " + status + "). It is asked again later.";
            default -> status >= 300 && status < 400
                    ? "points to another address (HTTP " + status + "). Set historyUrl in org.chatdock.history to that."
                    : "failed (HTTP " + status + "). It is asked again later; if that goes on ask who runs it.";
        }, status);
    }

    /** The service did not answer, or not to the end. */
    static HistoryException broken(Throwable cause, int timeoutMillis) {
        if (cause instanceof TimeoutException) {
            return new HistoryException("The history service did not answer within " + timeoutMillis
                    + " ms. Check the network, or set timeoutMillis in org.chatdock.history higher.");
        }
        // Without the library's message: it may quote the address, and the token with it.
        return new HistoryException("The history service was not reached (" + cause.getClass().getSimpleName()
                + "). Check the network, and historyUrl in org.chatdock.history.");
    }

    static HistoryException tooLarge(int mostBytes) {
        return new HistoryException("The history service's answer is larger than " + (mostBytes >> 20)
                + " MiB. Set pageSize in org.chatdock.history lower.");
    }

    /** @param what continues "The history service's answer ..." */
    static HistoryException unreadable(String what) {
        return new HistoryException("The history service's answer " + what
                + ". Check that historyUrl in org.chatdock.history is the address of a history.");
    }
}
