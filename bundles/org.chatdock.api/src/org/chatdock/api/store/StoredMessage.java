// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.util.Objects;

import org.chatdock.api.message.Message;

/**
 * A message in the store.
 *
 * @param message the message
 * @param arrival its number in the order of arrival; breaks ties of time, grows, has gaps
 * @param understood whether a handler has handled it; if not it is shown as of unknown type
 */
public record StoredMessage(Message message, long arrival, boolean understood) {
    public StoredMessage {
        Objects.requireNonNull(message, "message");
    }
}
