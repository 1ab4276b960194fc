// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoredMessage;

/** What a search has to find, by looking at everything, and with nothing in common with the search itself. */
final class NaiveSearch {
    private static final String LETTER = "[\\p{L}\\p{N}\\p{M}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}"
            + "\\p{IsThai}]]";
    private static final Pattern SHORT = Pattern.compile(LETTER + "{1,2}");

    private final Map<String, String> folded = new HashMap<>();

    /** The arrivals, the newest message first. */
    List<Long> search(List<StoredMessage> messages, SearchQuery query) {
        List<Pattern> pieces = Arrays.stream(fold(query.words()).strip().split("\\s+")).map(NaiveSearch::pattern)
                .toList();
        return messages.stream().filter(stored -> matches(stored.message(), query))
                .filter(stored -> pieces.stream()
                        .allMatch(piece -> piece.matcher(folded(stored.message().content())).find()))
                .sorted(Comparator.comparing((StoredMessage stored) -> stored.message().time())
                        .thenComparing(StoredMessage::arrival).reversed())
                .map(StoredMessage::arrival).toList();
    }

    private static boolean matches(Message message, SearchQuery query) {
        return (query.conversation() == null || message.conversation().equals(query.conversation()))
                && (query.from() == null || !message.time().isBefore(query.from()))
                && (query.to() == null || message.time().isBefore(query.to()))
                && (query.types().isEmpty() || query.types().contains(message.type()))
                && (query.senderTypes().isEmpty() || query.senderTypes().contains(message.fromType()));
    }

    private static Pattern pattern(String piece) {
        return Pattern.compile((SHORT.matcher(piece).matches() ? "(?<!" + LETTER + ")" : "") + Pattern.quote(piece));
    }

    private String folded(String text) {
        return folded.computeIfAbsent(text, NaiveSearch::fold);
    }

    private static String fold(String text) {
        StringBuilder folded = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT && (c < 0xFE00 || c > 0xFE0F))
                .map(Character::toUpperCase).map(Character::toLowerCase).forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
