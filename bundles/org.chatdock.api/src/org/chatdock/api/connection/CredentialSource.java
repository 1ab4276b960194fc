// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.connection;

import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows who is signed in. A host CRM registers its own as a service; the highest service ranking wins. Without one the
 * configuration {@code org.chatdock.account} is used.
 */
@ConsumerType
public interface CredentialSource {
    /**
     * The credentials to use now. Asked before every connect and every send, on a thread of the asking room: return at
     * once and complete the stage when ready. A stage that fails counts as a failed try. While one stage is open no
     * second one is asked for.
     *
     * @return never null, completes with credentials, never with null
     */
    CompletionStage<Credentials> credentials();

    /**
     * Better credentials than those that the gateway has just refused (HTTP 401 or 403): renew the token, or ask the
     * agent. Answered once for each refusal; a stage that fails is asked for again with the next try. Never asked twice
     * at a time, as {@link #credentials} is. Credentials equal to the refused ones mean that there are no better ones;
     * the line then waits in {@link ConnectionState#ERROR}.
     *
     * @param refused what the gateway did not accept
     * @return never null, completes with credentials, never with null
     */
    default CompletionStage<Credentials> refresh(Credentials refused) {
        return credentials();
    }
}
