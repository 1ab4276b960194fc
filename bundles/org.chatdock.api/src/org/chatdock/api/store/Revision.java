// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.util.Objects;

import org.chatdock.api.message.MessageId;

/**
 * What a sender changed about a message afterwards: other words, or that it was recalled.
 *
 * @param message the message that it is about
 * @param version at least 1; of two revisions of a message the one with the higher version counts, whichever comes
 *            first
 * @param recalled whether the message is taken back: then nothing is kept of what it said
 * @param content what it says from now on; empty if it is recalled
 */
public record Revision(MessageId message, long version, boolean recalled, String content) {
    public Revision {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(content, "content");
        if (version < 1) {
            throw new IllegalArgumentException("A revision has a version of 1 or more, not " + version + ".");
        }
        if (recalled && !content.isEmpty()) {
            throw new IllegalArgumentException("A message that is recalled says nothing.");
        }
    }

    /** Other words. */
    public static Revision edit(MessageId message, long version, String content) {
        return new Revision(message, version, false, content);
    }

    /** The message is taken back. */
    public static Revision recall(MessageId message, long version) {
        return new Revision(message, version, true, "");
    }
}
