// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.message;

import java.util.Objects;

/**
 * What names a message everywhere: the gateway's {@code MsgId} as text. A message that came without one is named by the
 * digest of its frame, so that a second delivery of the same frame is still known as the same message.
 *
 * @param value never empty
 */
public record MessageId(String value) {
    private static final String DERIVED = "sha256:";

    /** @throws IllegalArgumentException if the value is empty */
    public MessageId {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("A message id cannot be empty; derive one from the frame's digest.");
        }
    }

    /** The id of a message whose frame carried none. {@code hexDigest}: the SHA-256 of the frame's bytes, in hex. */
    public static MessageId derived(String hexDigest) {
        return new MessageId(DERIVED + hexDigest);
    }

    /** What the gateway knows this message by: the id, or the empty text if the frame carried none. */
    public String wireText() {
        return value.startsWith(DERIVED) ? "" : value;
    }

    @Override
    public String toString() {
        return value;
    }
}
