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
    /** Of a SHA-256 in hex. A gateway may have ids that begin like ours, but hardly any of this form. */
    private static final int DIGITS = 64;

    /** @throws IllegalArgumentException if the value is empty */
    public MessageId {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("A message id cannot be empty; derive one from the frame's digest.");
        }
    }

    /**
     * The id of a message whose frame carried none.
     *
     * @param hexDigest the SHA-256 of the frame's bytes: 64 hexadecimal digits
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static MessageId derived(String hexDigest) {
        if (hexDigest.length() != DIGITS) {
            throw new IllegalArgumentException("A SHA-256 has 64 hexadecimal digits, not " + hexDigest.length() + ".");
        }
        return new MessageId(DERIVED + hexDigest);
    }

    /** What the gateway knows this message by: the id, or the empty text if the frame carried none. */
    public String wireText() {
        return value.startsWith(DERIVED) && value.length() == DERIVED.length() + DIGITS ? "" : value;
    }

    @Override
    public String toString() {
        return value;
    }
}
