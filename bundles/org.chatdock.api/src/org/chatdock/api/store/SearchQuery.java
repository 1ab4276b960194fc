// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

import org.chatdock.api.message.ConversationId;

/**
 * What to search for. All that is given must hold.
 *
 * @param words text that must occur in the message, each piece between blanks anywhere in it; case, width and
 *            composition of letters (NFKC) and characters that cannot be seen are not regarded. A piece of one or two
 *            letters or digits and nothing else must begin a word; scripts that put no blanks between words, such as
 *            Chinese, have no such limit. Of a message's text the first 16 384 chars are searched. Not blank
 * @param conversation only in this conversation; null: in all
 * @param from only messages of this time or later; null: from the first on
 * @param to only messages before this time; null: up to the newest
 * @param types only messages of these types; empty: of all
 * @param senderTypes only messages of these kinds of senders; empty: of all
 */
public record SearchQuery(String words, ConversationId conversation, Instant from, Instant to, Set<String> types,
        Set<String> senderTypes) {
    public SearchQuery {
        Objects.requireNonNull(words, "words");
        if (words.isBlank()) {
            throw new IllegalArgumentException("There is nothing to search for: write a word at least.");
        }
        types = Set.copyOf(types);
        senderTypes = Set.copyOf(senderTypes);
    }

    /** Looks everywhere. */
    public static SearchQuery words(String words) {
        return new SearchQuery(words, null, null, null, Set.of(), Set.of());
    }
}
