// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.connection;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows messages that the line may have missed while it was down. An optional service: a host registers its own, or
 * configures {@code org.chatdock.history}; the highest service ranking wins.
 * <p>
 * It is asked by message id, never by time, because clocks differ: each time the line has come up, with what was stored
 * before the first new frame was read. What it gives is handled like messages of the line, and those that are stored
 * already change nothing; but they are not acknowledged, because the gateway has not delivered them.
 */
@ConsumerType
public interface HistorySource {
    /**
     * Gives the next messages that came after the known ones. Called on a thread of the asking room: return at once and
     * complete the stage when ready. A stage that fails is asked for again a little later.
     *
     * @param known the id of the newest message that is stored, for every conversation that has one; conversations
     *        that are not among them are new and wanted from their beginning. Not to be changed
     * @param after the cursor of the page before, null for the first page
     * @return never null; completes with a page, never with null
     */
    CompletionStage<HistoryPage> missed(Map<ConversationId, MessageId> known, String after);
}
