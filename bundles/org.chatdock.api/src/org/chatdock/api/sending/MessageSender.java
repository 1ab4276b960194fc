// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

/** Sends what an agent wrote. Any thread; never waits. */
@ProviderType
public interface MessageSender {
    /**
     * Sends one message. Messages to one customer leave one after the other, in the order of calls; customers do not
     * wait for each other.
     *
     * @return completes with the outcome, never with an exception, on a thread of the sender: do nothing slow there
     */
    CompletionStage<SendOutcome> send(Outgoing message);
}
