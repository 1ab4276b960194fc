// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.Message;
import org.osgi.annotation.versioning.ConsumerType;

/** Takes back what was sent. An optional service; without one nothing is offered. The highest ranking wins. */
@ConsumerType
public interface MessageRecall {
    /** Whether a message of the agent's might be taken back still. From memory; the UI thread. */
    boolean canRecall(Message message);

    /**
     * Takes it back. Returns at once.
     *
     * @return completes when the gateway has done it, on any thread; fails with {@link ServiceException}
     */
    CompletionStage<Void> recall(Message message);
}
