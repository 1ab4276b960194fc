// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.chatdock.api.sending.QuickReply;
import org.junit.jupiter.api.Test;

class ReplySearchTest {
    private static List<String> found(String query, QuickReply... replies) {
        return new ReplySearch(List.of(replies)).find(query, 100).stream().map(QuickReply::name).toList();
    }

    @Test
    void theBetterMatchComesFirst() {
        QuickReply[] replies = { Replies.own("zz-text", "", "our pay desk"), Replies.own("p-a-y", "", "x"),
                Replies.own("prepay", "", "x"), Replies.own("a-title", "Play a yard", "x"),
                Replies.own("later-pay", "", "x"), Replies.own("payment", "", "x"), Replies.own("pay", "", "x"),
                Replies.own("b", "How to pay", "x"), Replies.own("none", "", "x") };
        assertEquals(List.of("pay", "payment", "b", "later-pay", "prepay", "p-a-y", "a-title", "zz-text"),
                found("pay", replies));
        assertEquals(found("pay", replies), found("PAY", replies));
    }

    @Test
    void ownRepliesComeBeforeSharedOnesAndThenTheNameDecides() {
        QuickReply[] replies = { Replies.shared("hi-a", "", "x"), Replies.own("hi-c", "", "x"),
                Replies.shared("hi-b", "", "x"), Replies.own("Hi-b", "", "x") };
        assertEquals(List.of("Hi-b", "hi-c", "hi-a", "hi-b"), found("hi", replies));
        assertEquals(found("hi", replies), found("", replies));
    }

    @Test
    void theOrderDoesNotDependOnTheSources() {
        List<QuickReply> replies = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            replies.add(Replies.own("reply" + i, "", "x"));
        }
        List<QuickReply> expected = new ReplySearch(replies).find("ply", 20);
        assertEquals(20, expected.size());
        Collections.shuffle(replies, new Random(7));
        assertEquals(expected, new ReplySearch(replies).find("ply", 20));
    }

    @Test
    void chineseIsFound() {
        QuickReply[] replies = { Replies.own("shop", "我们的营业时间", "x"), Replies.own("营业时间", "", "x"),
                Replies.own("b", "", "如需退货，请联系我们") };
        assertEquals(List.of("营业时间", "shop"), found("营业", replies));
        assertEquals(List.of("b"), found("退货", replies));
    }

    @Test
    void oneLetterIsNotSearchedInTexts() {
        assertTrue(found("q", Replies.own("a", "", "quick")).isEmpty());
        assertFalse(found("qu", Replies.own("a", "", "quick")).isEmpty());
        assertFalse(found("second", Replies.own("a", "", "first", "the second part")).isEmpty());
    }

    /** No limit of time: the figure is in the report. Each query sees them all. */
    @Test
    void fiveThousandRepliesAreSearched() {
        List<QuickReply> replies = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            replies.add(Replies.own("reply-" + i, "Title of number " + i, "Some text of usual length. ".repeat(8) + i));
        }
        long begin = System.nanoTime();
        ReplySearch search = new ReplySearch(replies);
        long built = System.nanoTime();
        for (String query : new String[] { "", "r", "re", "rep", "reply-49", "title", "usual", "zzz", "4999" }) {
            search.find(query, 200);
        }
        long found = System.nanoTime();
        assertEquals("reply-4999", search.find("4999", 5).get(0).name());
        assertEquals(200, search.find("usual", 200).size());
        System.out.println("5000 replies: built in " + (built - begin) / 1_000_000.0 + " ms, 9 queries in "
                + (found - built) / 1_000_000.0 + " ms");
    }
}
