// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.util.Objects;

/** A service of the gateway's did not do what it was asked for. The message says why, in words for the log. */
public final class ServiceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String serviceText;

    /**
     * @param message without message texts, tokens or keys
     * @param serviceText the service's own words ({@code ErrMsg}), for the agent; empty if it gave none
     */
    public ServiceException(String message, String serviceText) {
        super(Objects.requireNonNull(message, "message"));
        this.serviceText = Objects.requireNonNull(serviceText, "serviceText");
    }

    /** For the agent; empty if there is none. */
    public String serviceText() {
        return serviceText;
    }
}
