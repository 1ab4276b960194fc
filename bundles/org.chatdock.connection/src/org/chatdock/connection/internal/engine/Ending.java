// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.util.Set;

/**
 * Why a socket, or a try to get one, ended.
 *
 * @param cause a short stable word
 * @param code the close code, or the HTTP status of a refused upgrade; 0 if there is none
 * @param reason for a human being: what is wrong and what to do
 */
public record Ending(String cause, int code, String reason) {
    // The peer will say the same again; releng/decisions/0005-line-constants.md.
    private static final Set<Integer> STOP_STATUS = Set.of(400, 401, 403, 404, 426);
    private static final Set<Integer> STOP_CLOSE = Set.of(1003, 1007, 1008, 1010, 4409);

    public static Ending closed(int code, String reason) {
        return new Ending("closed", code, "The gateway closed the connection (" + code
                + (reason == null || reason.isBlank() ? "" : ", " + reason) + ").");
    }

    public static Ending refusedUpgrade(int status) {
        return new Ending("http-" + status, status, switch (status) {
            case 401, 403 -> "The gateway does not accept the credentials (HTTP " + status
                    + "). Check corpId, userId and token.";
            case 400, 404, 426 -> "There is no chat gateway at this address (HTTP " + status + "). Check gatewayUrl.";
            default -> "The gateway refused the connection (HTTP " + status + ").";
        });
    }

    /** Whether trying again will not cure it. */
    boolean isFinal() {
        return cause.equals("closed") ? STOP_CLOSE.contains(code) : STOP_STATUS.contains(code);
    }
}
