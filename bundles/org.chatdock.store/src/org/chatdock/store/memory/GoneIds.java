// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.memory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;

import org.chatdock.api.message.MessageId;

/** The ids of messages that were deleted, as digests, which do not tell them. Its owner guards it. */
final class GoneIds {
    private final Set<ByteBuffer> digests = new HashSet<>();

    void add(MessageId id) {
        digests.add(digest(id));
    }

    boolean contains(MessageId id) {
        return !digests.isEmpty() && digests.contains(digest(id));
    }

    private static ByteBuffer digest(MessageId id) {
        try {
            // An id may hold half a pair, which UTF-8 cannot tell from another.
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest(id.value().getBytes(StandardCharsets.UTF_16BE)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
