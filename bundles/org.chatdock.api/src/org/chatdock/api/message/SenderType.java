// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.message;

/**
 * The values of {@code FromType} that the protocol names. A gateway may send others; that is why
 * {@link Message#fromType()} is a text.
 */
public final class SenderType {
    public static final String USER = "user";
    public static final String AGENT = "agent";
    public static final String SYSTEM = "system";

    private SenderType() {
    }
}
