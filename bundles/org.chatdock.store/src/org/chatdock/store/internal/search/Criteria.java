// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.time.Instant;
import java.util.Collection;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.SearchHit;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoredMessage;

/** A query, as the index and as a message can be asked. */
final class Criteria {
    private final SearchQuery query;
    private final TokenCode code;
    private final Words words;

    Criteria(SearchQuery query, TokenCode code) {
        this.query = query;
        this.code = code;
        words = new Words(query.words());
    }

    /** Whether there is nothing to search for: characters that cannot be seen, and no others. */
    boolean isEmpty() {
        return words.isEmpty();
    }

    /**
     * What the index is asked; every hit matches that, and little else does.
     *
     * @param conversation the key; negative: any
     * @return null if the index can tell nothing: every message is a candidate
     */
    String match(long conversation) {
        Grams all = new Grams(query.words().length());
        words.addTo(all);
        if (conversation >= 0) {
            all.add(Gram.conversation(conversation));
        }
        StringBuilder match = new StringBuilder(all.terms(code).strip());
        and(match, any(query.types(), Gram::type));
        and(match, any(query.senderTypes(), Gram::senderType));
        return match.isEmpty() ? null : match.toString().replace(" ", " AND ").replace("|", " OR ");
    }

    private String any(Collection<String> values, ToLongFunction<String> gram) {
        return values.isEmpty() ? "" : values.stream().map(value -> Term.of(code.of(gram.applyAsLong(value))))
                .collect(Collectors.joining("|", "(", ")"));
    }

    private static void and(StringBuilder match, String more) {
        if (!match.isEmpty() && !more.isEmpty()) {
            match.append(' ');
        }
        match.append(more);
    }

    boolean within(Instant time) {
        return (query.from() == null || !time.isBefore(query.from()))
                && (query.to() == null || time.isBefore(query.to()));
    }

    /** Whether a block can have messages of the time that is asked for. */
    boolean meets(Block block) {
        return (query.from() == null || !block.last().isBefore(query.from()))
                && (query.to() == null || block.first().isBefore(query.to()));
    }

    /** The hit that a message is, null if it is none. */
    SearchHit verify(StoredMessage stored) {
        Message message = stored.message();
        if (!matches(message)) {
            return null;
        }
        Words.Occurrence occurrence = words.find(message.content());
        return occurrence == null ? null : Snippet.hit(stored, occurrence);
    }

    private boolean matches(Message message) {
        return (query.conversation() == null || query.conversation().equals(message.conversation()))
                && within(message.time())
                && (query.types().isEmpty() || query.types().contains(message.type()))
                && (query.senderTypes().isEmpty() || query.senderTypes().contains(message.fromType()));
    }
}
