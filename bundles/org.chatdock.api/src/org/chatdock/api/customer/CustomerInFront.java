// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.customer;

import java.util.Optional;

import org.chatdock.api.message.ConversationId;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows whose record the agent has in front. An optional service of the host CRM, so that an answer does not go to
 * another customer than the one the agent looks at; the highest ranking wins. In an Eclipse 3.x workbench a host can
 * do without: the active editor, or its input, adapts to {@link ConversationId}.
 */
@ConsumerType
public interface CustomerInFront {
    /**
     * The conversation of the customer whose record is in front. Called on the UI thread, with each send: answer from
     * memory, at once. What it throws is logged and counts as empty.
     *
     * @return empty if no record is, or it is nobody's
     */
    Optional<ConversationId> inFront();
}
