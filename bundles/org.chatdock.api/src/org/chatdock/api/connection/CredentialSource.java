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
     * once and complete the stage when ready. A stage that fails counts as a failed try.
     *
     * @return never null, completes with credentials, never with null
     */
    CompletionStage<Credentials> credentials();
}
