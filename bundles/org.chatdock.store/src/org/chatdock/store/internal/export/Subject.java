// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.export;

import java.time.Instant;
import java.util.List;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.Note;

/**
 * What an export is about.
 *
 * @param id the conversation
 * @param customer null if nobody has told the name
 * @param time when the export began
 * @param tags in alphabetical order
 * @param notes the oldest first
 */
record Subject(ConversationId id, Customer customer, Instant time, List<String> tags, List<Note> notes) {
    /** What the customer is called: by the id if nothing better is known; empty if there is none either. */
    String name() {
        return customer == null || customer.name().isBlank() ? id.value() : customer.name();
    }
}
