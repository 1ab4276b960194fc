// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ConsumerType;

/** Gives quick replies. A whiteboard service of whoever has some; replies of all sources are offered together. */
@ConsumerType
public interface QuickReplySource {
    /**
     * The replies as they are now. Asked, on a worker, whenever the agent looks for one; slow sources keep them.
     *
     * @return never null, completes within 2 seconds with a list, never with null; what is late or fails is left out,
     *         and the log says so
     */
    CompletionStage<List<QuickReply>> replies();
}
