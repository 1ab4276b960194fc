// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.ConversationId;
import org.osgi.annotation.versioning.ConsumerType;

/** Hands conversations over. An optional service; without one nothing is offered. The highest ranking wins. */
@ConsumerType
public interface ConversationTransfer {
    /**
     * Who could take a conversation.
     *
     * @param id the gateway's
     * @param name for the agent
     * @param kind {@code AGENT} or {@code TEAM}
     * @param available whether they can take it now; others are shown, but not offered
     */
    record Target(String id, String name, Kind kind, boolean available) {
        public Target {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(kind, "kind");
        }
    }

    /** What a target is. */
    enum Kind {
        AGENT, TEAM
    }

    /** @return never null; completes with who could take it, in the order to show; fails with {@link ServiceException} */
    CompletionStage<List<Target>> targets(ConversationId conversation);

    /**
     * Hands a conversation over. Returns at once.
     *
     * @param note for whoever takes it, empty if there is none
     * @return completes when the gateway has done it; fails with {@link ServiceException}
     */
    CompletionStage<Void> transfer(ConversationId conversation, Target target, String note);
}
