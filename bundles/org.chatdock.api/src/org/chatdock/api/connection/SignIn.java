// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.connection;

import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Asks the {@link CredentialSource} for all who need credentials, one question at a time: whoever asks the same while
 * an answer is due waits for that answer. The line, the send call and the history ask here, so a token that has run out
 * is renewed once for all of them. There is one while there is a source. Any thread; never waits.
 */
@ProviderType
public interface SignIn {
    /**
     * The credentials to use now.
     *
     * @return completes with credentials; fails if the source fails, or gives nothing within 60 seconds. A failure
     *         names the source's exception by its class only: a foreign message may hold what no log should
     */
    CompletionStage<Credentials> credentials();

    /**
     * Better ones than those that the gateway has refused. If the source has given others since those, they are the
     * answer and it is not asked.
     *
     * @return as {@link #credentials}; with the refused ones if there are no better ones
     */
    CompletionStage<Credentials> renew(Credentials refused);
}
