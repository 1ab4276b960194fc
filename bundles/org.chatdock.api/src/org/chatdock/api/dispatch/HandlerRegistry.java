// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.dispatch;

import java.util.List;

import org.chatdock.api.message.MessageId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who handles messages, how they fare, and what they could not handle. A service of the room {@code dispatch}. Any
 * thread may call any method; none waits, none calls a handler. What is decided here is kept until a restart.
 */
@ProviderType
public interface HandlerRegistry {
    /** All handlers that are there, in the order in which they run, then those that are refused. A copy. */
    List<HandlerHealth> handlers();

    /** The last 1 000 messages in quarantine, the oldest first. A copy. */
    List<QuarantinedMessage> quarantine();

    /**
     * Ends the quarantine of a handler. The messages that were kept meanwhile are offered to it.
     *
     * @return whether there is such a handler in quarantine
     */
    boolean release(String handler);

    /**
     * Calls no handler of this name any more, also if its bundle is updated. What is under way is finished.
     *
     * @return whether that is new
     */
    boolean disable(String handler);

    /**
     * Undoes {@link #disable}. The messages that were kept meanwhile are offered to the handler.
     *
     * @return whether it was disabled
     */
    boolean enable(String handler);

    /**
     * Takes a message out of quarantine and gives it to the handler once more, soon, in its conversation's turn;
     * success is acknowledged. A message that is not in the store is tried when the gateway delivers it again.
     *
     * @return whether it was in quarantine for this handler; false too if the handler is not there, or not active
     */
    boolean retry(MessageId message, String handler);
}
