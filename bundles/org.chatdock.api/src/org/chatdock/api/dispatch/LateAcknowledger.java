// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.dispatch;

import org.chatdock.api.message.Message;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Acknowledges what was delivered earlier, also before a restart, and is handled only now: its {@link Delivery} is
 * gone. A service of the room {@code connection}, there while a gateway is configured. Without it, or if it declines,
 * nothing is lost: the gateway delivers the message again, and then it is acknowledged. Any thread.
 */
@ProviderType
public interface LateAcknowledger {
    /**
     * Sends the acknowledgement under a handler's name, in the order of calls, to the gateway of the agent who is
     * signed in; when the line is up again if it is down now.
     *
     * @return whether it will be sent
     */
    boolean acknowledge(Message message, String handlerName);
}
