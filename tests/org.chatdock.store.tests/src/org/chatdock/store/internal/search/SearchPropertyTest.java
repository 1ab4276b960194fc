// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoredMessage;
import org.junit.jupiter.api.Test;

/** Random messages, random queries: the search finds what looking at everything finds, in the same order. */
class SearchPropertyTest {
    private static final long SEED = Long.getLong("chatdock.seed", 5);
    private static final int ROUNDS = 4;
    private static final int MESSAGES = 2_500;
    private static final int QUERIES = 150;
    /** Few and alike, so that what is searched for occurs, and almost occurs. */
    private static final String[] WORDS = { "\u8BA2", "\u5355", "\u8BA2\u5355", "\u9000\u6B3E", "\u6B3E\u9000",
        "\u7269\u6D41\u5355", "order", "Order", "\uFF2FRDER", "border", "or", "ord", "d", "re", "A1", "1", "12",
        "20250713", "13800138000", "3800", "\uFF11\uFF12", "\uD83D\uDE00", "\uD83D\uDE01", "\uD83D", "\uDE00",
        "e\u0301t\u00E9", "\u00C9T\u00C9", "\u30AC\u30AE", "\uFF76\uFF9E\uFF77", "\uD55C\uAD6D",
        "\u043F\u0440\u0438\u0432\u0435\u0442", "\u0E01\u0E33", "\uD842\uDFB7", "\u200D", "\u2764\uFE0F", "\u2460",
        "\u00A5", "\uFF1F", "!", "-", "_", "\n", "\u3000", " " };

    private final Random random = new Random(SEED);

    private String text(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(words) + 1; i > 0; i--) {
            text.append(WORDS[random.nextInt(WORDS.length)]);
            if (random.nextInt(3) == 0) {
                text.append(' ');
            }
        }
        return text.toString();
    }

    private <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private Instant time() {
        return Instant.ofEpochSecond(random.nextInt(2_000) - 100, random.nextInt(3));
    }

    private Message message(int number) {
        Instant time = random.nextInt(10) == 0 ? time() : Instant.ofEpochSecond(number / 2, random.nextInt(3));
        return new Message(new MessageId("m" + number), new ConversationId("c" + random.nextInt(5)), "", "",
                one(List.of("user", "agent", "robot")), one(List.of("text", "picture", "order")), text(8),
                Attachment.NONE, time, Map.of());
    }

    /** Words of their own, or cut out of a message where it does not hurt a character's form. */
    private SearchQuery query(List<StoredMessage> messages) {
        String words = text(3);
        if (random.nextBoolean()) {
            String text = one(messages).message().content();
            int from = random.nextInt(text.length());
            int to = from + 1 + random.nextInt(Math.min(12, text.length() - from));
            words = cutsCharacter(text, from) || cutsCharacter(text, to) ? text : text.substring(from, to);
        }
        return new SearchQuery(words.isBlank() || isInvisible(words) ? "order" : words,
                random.nextInt(3) == 0 ? new ConversationId("c" + random.nextInt(6)) : null,
                random.nextInt(4) == 0 ? time() : null, random.nextInt(4) == 0 ? time() : null,
                random.nextInt(4) == 0 ? Set.of("text", one(List.of("picture", "none"))) : Set.of(),
                random.nextInt(4) == 0 ? Set.of(one(List.of("user", "agent", "robot"))) : Set.of());
    }

    private static boolean cutsCharacter(String text, int at) {
        return at > 0 && at < text.length() && (Snippet.splitsPair(text, at)
                || Character.getType(text.charAt(at)) == Character.NON_SPACING_MARK || text.charAt(at) == '\uFF9E');
    }

    private static boolean isInvisible(String words) {
        return new Words(words).isEmpty();
    }

    @Test
    void searchFindsWhatLookingAtEverythingFinds() throws SQLException {
        long found = 0;
        for (int round = 0; round < ROUNDS; round++) {
            // A code of which hardly a bit is used: one term stands for many things.
            TokenCode code = round % 2 == 0 ? TokenCode.PLAIN : gram -> TokenCode.PLAIN.of(gram) & 0xFFL << 56;
            try (Shelf shelf = new Shelf(code)) {
                if (round >= ROUNDS / 2) {
                    shelf.fallBehind();
                }
                fill(shelf);
                NaiveSearch naive = new NaiveSearch();
                for (int i = 0; i < QUERIES; i++) {
                    SearchQuery query = query(shelf.messages());
                    List<Long> expected = naive.search(shelf.messages(), query);
                    String what = "seed " + SEED + ", round " + round + ", query " + i + ": " + escaped(query.words());
                    assertEquals(expected, shelf.search(query), what);
                    assertEquals(expected, shelf.search(query, 50 + random.nextInt(500)), what);
                    if (round >= ROUNDS / 2) {
                        shelf.catchUp(random.nextInt(30));
                    }
                    found += expected.size();
                }
                assertTrue(shelf.isSound());
            }
        }
        assertTrue(found > 20L * ROUNDS * QUERIES, "too little was found to prove anything: " + found);
    }

    /** Indexed in batches that are sorted by conversation, as the store does; some never; some are removed again. */
    private void fill(Shelf shelf) throws SQLException {
        List<Long> waiting = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            if (random.nextInt(200) == 0) {
                shelf.skip(random.nextInt(9_000));
            }
            waiting.add(shelf.add(message(i)));
            if (random.nextInt(100) == 0) {
                Collections.shuffle(waiting, random);
                List<Long> some = new ArrayList<>(waiting.subList(0, random.nextInt(waiting.size()) + 1));
                waiting.removeAll(some);
                Collections.sort(some);
                shelf.index(some);
            }
            if (random.nextInt(20) == 0) {
                long gone = random.nextInt(i + 1);
                shelf.remove(gone);
                waiting.remove(gone);
            }
        }
    }

    private static String escaped(String words) {
        StringBuilder escaped = new StringBuilder();
        words.chars().forEach(c -> escaped.append(c < 0x7F && c > 0x1F ? (char) c : String.format("\\u%04X", c)));
        return escaped.toString();
    }
}
