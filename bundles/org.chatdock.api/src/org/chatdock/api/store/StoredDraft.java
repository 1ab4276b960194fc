// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.util.List;
import java.util.Objects;

import org.chatdock.api.message.Attachment;

/**
 * What an agent has begun to write to a customer.
 *
 * @param text as typed
 * @param caret where the agent was in it: 0 to the text's length
 * @param attachments what is to go with it, in order; copied
 */
public record StoredDraft(String text, int caret, List<Attachment> attachments) {
    public StoredDraft {
        Objects.requireNonNull(text, "text");
        if (caret < 0 || caret > text.length()) {
            throw new IllegalArgumentException("The caret at " + caret + " is not in a text of " + text.length() + ".");
        }
        attachments = List.copyOf(attachments);
    }

    /** Whether there is nothing worth keeping. */
    public boolean isEmpty() {
        return text.isEmpty() && attachments.isEmpty();
    }
}
