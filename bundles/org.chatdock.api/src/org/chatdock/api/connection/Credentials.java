// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.connection;

import java.util.Objects;

/**
 * Who signs in. Each part is empty when the gateway asks for none.
 *
 * @param corpId the company, {@code corpid} on the wire
 * @param userId the agent
 * @param token the secret of this session; never printed
 */
public record Credentials(String corpId, String userId, String token) {
    public static final Credentials NONE = new Credentials("", "", "");

    public Credentials {
        Objects.requireNonNull(corpId, "corpId");
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(token, "token");
    }

    /** The agent as the gateway writes it in {@code From}: {@code <corpId>_<userId>}. */
    public String agentId() {
        return corpId + "_" + userId;
    }

    @Override
    public String toString() {
        return "credentials of " + agentId();
    }
}
