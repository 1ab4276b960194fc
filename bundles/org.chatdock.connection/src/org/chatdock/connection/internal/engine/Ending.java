// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.engine;

/**
 * Why a socket, or a try to get one, ended.
 *
 * @param cause a short stable word: {@code closed} for a close frame or an end without one, {@code http-} and the
 *        status for a refused upgrade, else what went wrong
 * @param code the close code, or the HTTP status of a refused upgrade; 0 if there is none
 * @param reason for a human being: what is wrong and what to do; no credentials in it
 * @param retryAfterMillis how long the gateway asks to be left alone, in milliseconds; 0 if it does not ask
 */
public record Ending(String cause, int code, String reason, long retryAfterMillis) {
    public static final String CLOSED = "closed";
    /** The cause if there are no credentials, or none that can be sent. */
    public static final String CREDENTIALS = "credentials";

    public Ending(String cause, int code, String reason) {
        this(cause, code, reason, 0);
    }

    public static Ending closed(int code, String reason) {
        return new Ending(CLOSED, code, "The gateway closed the connection (" + code
                + (reason == null || reason.isBlank() ? "" : ", " + reason) + ").");
    }

    public static Ending refusedUpgrade(int status) {
        return refusedUpgrade(status, 0);
    }

    /** @param retryAfterMillis from the answer's {@code Retry-After}, 0 if it has none */
    public static Ending refusedUpgrade(int status, long retryAfterMillis) {
        return new Ending("http-" + status, status, switch (status) {
            case 401, 403 -> "The gateway does not accept the credentials (HTTP " + status
                    + "). Check corpId, userId and token.";
            case 400, 404, 426 -> "There is no chat gateway at this address (HTTP " + status + "). Check gatewayUrl.";
            case 407 -> "The proxy asks for other credentials (HTTP 407). Check proxyUser and proxyPassword.";
            case 429, 503 -> "The gateway is too busy (HTTP " + status + ").";
            default -> "The gateway refused the connection (HTTP " + status + ").";
        }, retryAfterMillis);
    }

    /** Whether this is the answer to an upgrade request, not the end of a socket. */
    boolean isRefusal() {
        return cause.startsWith("http-");
    }
}
