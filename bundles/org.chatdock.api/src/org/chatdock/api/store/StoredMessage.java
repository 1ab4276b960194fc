// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.util.Objects;

import org.chatdock.api.message.Message;

/**
 * A message in the store.
 *
 * @param message the message, as it reads now; of one that was recalled the text, the attachment and the extra fields
 *            are gone
 * @param arrival its number in the order of arrival; breaks ties of time, grows, has gaps
 * @param understood whether a handler has handled it; if not it is shown as of unknown type
 * @param version which {@link Revision} of it this is; 0: as it was sent
 * @param recalled whether its sender took it back
 */
public record StoredMessage(Message message, long arrival, boolean understood, long version, boolean recalled) {
    public StoredMessage {
        Objects.requireNonNull(message, "message");
    }

    /** A message as it was sent. */
    public StoredMessage(Message message, long arrival, boolean understood) {
        this(message, arrival, understood, 0, false);
    }
}
