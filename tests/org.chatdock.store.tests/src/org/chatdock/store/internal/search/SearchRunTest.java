// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.testkit.store.StoreMessages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchRunTest {
    private static final int BLOCK = SearchTables.BLOCK;
    private static final SearchQuery ORDER = SearchQuery.words("order");

    private Shelf shelf;
    private int number;

    @BeforeEach
    void begin() throws SQLException {
        shelf = new Shelf(TokenCode.PLAIN);
    }

    @AfterEach
    void end() throws SQLException {
        shelf.close();
    }

    private Message message(String text, long seconds) {
        return StoreMessages.withContent(StoreMessages.fromUser("c", "m" + number++, seconds), text);
    }

    private long add(String text, long seconds) {
        return shelf.add(message(text, seconds));
    }

    /** In a block of its own. */
    private long addApart(String text, long seconds) {
        shelf.skip(BLOCK);
        return add(text, seconds);
    }

    @Test
    void lateMessagesAndThoseOfAWrongClockStandWhereTheirTimeSays() throws SQLException {
        long first = add("order", 100);
        long future = addApart("order", 9_000_000_000L);
        long second = addApart("order", 200);
        long late = addApart("order", 50);
        long third = add("order", 300);
        long past = addApart("order", -50);
        shelf.indexAll();
        long waiting = add("order", 150);
        assertEquals(List.of(future, third, second, waiting, first, late, past), shelf.search(ORDER));
    }

    @Test
    void ofTheSameTimeTheLaterArrivalIsTheNewer() throws SQLException {
        long first = add("order", 100);
        long second = addApart("order", 100);
        shelf.indexAll();
        long third = add("order", 100);
        assertEquals(List.of(third, second, first), shelf.search(ORDER));
    }

    @Test
    void ofTheSameTimeWhatIsNotIndexedYetWaitsForWhatIs() throws SQLException {
        long waiting = add("order", 100);
        long indexed = add("order", 100);
        shelf.index(List.of(indexed));
        assertEquals(List.of(indexed, waiting), shelf.search(ORDER));
    }

    @Test
    void whatIsReadWhileTheSearchIsEndedIsNotTold() throws SQLException {
        add("order", 1);
        shelf.indexAll();
        boolean all = new SearchRun(ORDER, TokenCode.PLAIN, 100, hit -> {
            throw new IllegalStateException("It was told.");
        }, () -> shelf.verified > 0).run(shelf, new IndexReader(shelf.open()));
        assertFalse(all);
    }

    @Test
    void aSearchThatWasEndedReadsNoMoreMessages() throws SQLException {
        add("nothing", 1);
        assertFalse(new SearchRun(ORDER, TokenCode.PLAIN, 100, hit -> true, () -> true).run(shelf,
                new IndexReader(shelf.open())));
        assertEquals(0, shelf.verified);
    }

    @Test
    void theNewestIsToldWithoutLookingAtTheOthers() throws SQLException {
        for (int i = 0; i < 40; i++) {
            addApart("order", i);
        }
        shelf.indexAll();
        List<Long> told = new ArrayList<>();
        boolean all = new SearchRun(ORDER, TokenCode.PLAIN, 100, hit -> {
            told.add(hit.message().arrival());
            return told.size() < 3;
        }, () -> false).run(shelf, new IndexReader(shelf.open()));
        assertFalse(all);
        assertEquals(3, told.size());
        assertEquals(3, shelf.verified);
    }

    @Test
    void theIndexLeavesLittleToLookAt() throws SQLException {
        for (int i = 0; i < 1_000; i++) {
            add("\u60A8\u7684\u5FEB\u9012 package " + i, i);
        }
        long only = add("\u60A8\u7684\u8BA2\u5355", 7);
        shelf.indexAll();
        assertEquals(List.of(only), shelf.search(SearchQuery.words("\u8BA2\u5355")));
        assertEquals(List.of(only), shelf.search(SearchQuery.words("\u8BA2")));
        assertEquals(2, shelf.verified);
        assertEquals(1, shelf.search(SearchQuery.words("acka 777")).size());
        assertEquals(3, shelf.verified);
    }

    @Test
    void theFiltersLeaveLittleToLookAt() throws SQLException {
        for (int i = 0; i < 300; i++) {
            shelf.add(StoreMessages.withContent(StoreMessages.from("robot", "other", "r" + i, i), "order"));
        }
        long agents = shelf.add(StoreMessages.withContent(StoreMessages.fromAgent("c", "a", 100), "order"));
        long users = add("order", 101);
        shelf.indexAll();
        ConversationId c = new ConversationId("c");
        assertEquals(List.of(users, agents), shelf.search(new SearchQuery("order", c, null, null, Set.of(), Set.of())));
        assertEquals(List.of(agents),
                shelf.search(new SearchQuery("order", null, null, null, Set.of("text"), Set.of("agent"))));
        assertEquals(List.of(),
                shelf.search(new SearchQuery("order", null, null, null, Set.of("picture"), Set.of())));
        assertEquals(List.of(),
                shelf.search(new SearchQuery("order", new ConversationId("none"), null, null, Set.of(), Set.of())));
        assertEquals(3, shelf.verified);
        Instant time = Instant.ofEpochSecond(299);
        assertEquals(1, shelf.search(new SearchQuery("order", null, time, null, Set.of(), Set.of())).size());
        assertEquals(4, shelf.verified);
    }

    @Test
    void whatIsIndexedMeanwhileIsToldOnce() throws SQLException {
        long first = add("order", 1);
        shelf.indexAll();
        long second = add("order", 2);
        shelf.afterUnindexed = () -> {
            shelf.afterUnindexed = () -> { };
            add("order", 3);
            try {
                shelf.indexAll();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };
        assertEquals(List.of(second, first), shelf.search(ORDER), "what came later is not searched");
        assertEquals(3, shelf.search(ORDER).size());
    }

    @Test
    void whatHasNoTermsYetIsToldAmongTheOthers() throws SQLException {
        long first = add("order", 5);
        shelf.indexAll();
        shelf.fallBehind();
        long late = addApart("order", 1);
        long other = addApart("else", 6);
        long third = add("order", 7);
        shelf.indexAll();
        assertEquals(List.of(third, first, late), shelf.search(ORDER));
        shelf.catchUp(2);
        assertEquals(List.of(third, first, late), shelf.search(ORDER));
        shelf.remove(other);
        shelf.remove(third);
        assertEquals(List.of(first, late), shelf.search(ORDER));
    }

    @Test
    void aRollbackTakesTheProgressBackToo() throws SQLException {
        shelf.fallBehind();
        long arrival = add("order", 1);
        shelf.indexAll();
        assertEquals(0, shelf.failToCatchUp(arrival));
        assertEquals(List.of(arrival), shelf.search(ORDER));
    }

    @Test
    void ofOtherConversationsNothingIsLookedAt() throws SQLException {
        shelf.fallBehind();
        for (int i = 0; i < 50; i++) {
            shelf.add(StoreMessages.withContent(StoreMessages.fromUser("other", "o" + i, i), "order"));
        }
        long only = add("order", 7);
        shelf.indexAll();
        assertEquals(List.of(only), shelf.search(
                new SearchQuery("order", new ConversationId("c"), null, null, Set.of(), Set.of())));
        assertEquals(1, shelf.verified);
    }

    /** At every moment of a search, by any number. */
    @Test
    void indexingMayGoOnBetweenTwoBlocks() throws SQLException {
        for (int step = 1; step < 8; step++) {
            end();
            begin();
            shelf.fallBehind();
            List<Long> expected = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                expected.add(0, addApart("order", i));
                add("else", i);
            }
            shelf.indexAll();
            List<Long> told = new ArrayList<>();
            int messages = step;
            boolean all = new SearchRun(ORDER, TokenCode.PLAIN, 100, hit -> {
                try {
                    shelf.catchUp(messages);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
                return told.add(hit.message().arrival());
            }, () -> false).run(shelf, new IndexReader(shelf.open()));
            assertTrue(all);
            assertEquals(expected, told);
        }
    }

    @Test
    void whatIsRemovedIsNotFoundAndLeavesTheIndex() throws SQLException {
        long first = add("order", 1);
        long second = addApart("order", 2);
        shelf.indexAll();
        shelf.remove(second);
        assertEquals(List.of(first), shelf.search(ORDER));
        assertEquals(1, shelf.verified, "nothing in the index leads to it");
        shelf.remove(second);
        shelf.remove(first);
        shelf.compact();
        assertEquals(List.of(), shelf.search(ORDER));
        try (var count = shelf.index().prepareStatement("SELECT (SELECT count(*) FROM search_place), "
                + "(SELECT count(*) FROM search_block), (SELECT count(*) FROM search_term('"
                + Term.of(TokenCode.PLAIN.of(Gram.start('o'))) + "'))"); var row = count.executeQuery()) {
            assertEquals(List.of(0, 0, 0), List.of(row.getInt(1), row.getInt(2), row.getInt(3)));
        }
    }

    @Test
    void aMessageCanBeReplacedByOneOfAnotherTimeAndText() throws SQLException {
        long arrival = add("order", 1);
        long other = add("order", 5);
        shelf.indexAll();
        shelf.replace(arrival, message("order again", 9));
        assertEquals(List.of(arrival, other), shelf.search(ORDER));
        assertEquals(List.of(arrival), shelf.search(SearchQuery.words("again")));
        shelf.replace(arrival, message("nothing", 9));
        assertEquals(List.of(other), shelf.search(ORDER));
    }

    @Test
    void aRollbackLeavesNothingBehind() throws SQLException {
        long arrival = add("order", 1_000);
        shelf.failToIndex(arrival);
        shelf.index(List.of(add("else", 1)));
        assertEquals(1, new IndexReader(shelf.open()).blocks().get(0).last().getEpochSecond());
        shelf.index(List.of(arrival));
        assertEquals(List.of(arrival), shelf.search(ORDER));
    }

    @Test
    void blocksKnowTheirTimes() throws SQLException {
        List<Instant> times = List.of(Instant.ofEpochSecond(5, 7), Instant.ofEpochSecond(5, 3),
                Instant.ofEpochSecond(4, 9), Instant.ofEpochSecond(6, 1), Instant.ofEpochSecond(6, 8),
                Instant.ofEpochSecond(6, 2));
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        for (Instant time : times) {
            shelf.index(List.of(shelf.add(StoreMessages.withTime(message("x", 0), time))));
            first = time.isBefore(first) ? time : first;
            last = time.isAfter(last) ? time : last;
            assertEquals(List.of(new Block(0, first, last)), new IndexReader(shelf.open()).blocks());
        }
    }

    @Test
    void aTextOfFourMebibytesCostsLittleAndItsBeginningIsFound() throws SQLException {
        StringBuilder text = new StringBuilder("order ");
        for (int i = 0; text.length() < 4 << 20; i++) {
            text.append((char) (0x4E00 + i * 7919 % 20_000)).append(i % 50 == 0 ? " " : "");
        }
        long arrival = add(text + " theend", 1);
        shelf.indexAll();
        assertEquals(List.of(arrival), shelf.search(ORDER));
        assertEquals(List.of(), shelf.search(SearchQuery.words("theend")));
    }

    @Test
    void whatCannotBeSeenFindsNothing() throws SQLException {
        add("order\u200B", 1);
        assertEquals(List.of(), shelf.search(SearchQuery.words("\u200B")));
    }

    @Test
    void longQueriesAreAnswered() throws SQLException {
        String text = "word\u8BA2\u5355 ".repeat(1_000) + "word\u8BA2\u5355".repeat(1_000);
        long arrival = add(text, 1);
        shelf.indexAll();
        assertEquals(List.of(arrival), shelf.search(SearchQuery.words(text)));
        assertTrue(shelf.search(SearchQuery.words(text + " more")).isEmpty());
    }
}
