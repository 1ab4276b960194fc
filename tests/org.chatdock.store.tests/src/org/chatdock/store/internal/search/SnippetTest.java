// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chatdock.api.store.SearchHit;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.testkit.store.StoreMessages;
import org.junit.jupiter.api.Test;

class SnippetTest {
    private static final String SMILE = "\uD83D\uDE00";

    /** Null: not found. */
    private static SearchHit hit(String words, String text) {
        return new Criteria(SearchQuery.words(words), TokenCode.PLAIN).verify(new StoredMessage(
                StoreMessages.withContent(StoreMessages.fromUser("c", "m", 1), text), 1, true));
    }

    private static void assertShown(String expected, String words, String text) {
        SearchHit hit = hit(words, text);
        assertEquals(expected, hit.snippet().substring(hit.start(), hit.start() + hit.length()));
        String original = text.substring(hit.position(), hit.position() + hit.length());
        assertEquals(original.replace('\n', ' '), expected);
    }

    @Test
    void aShortTextIsShownAsAWhole() {
        SearchHit hit = hit("\u8BA2\u5355", "\u60A8\u7684\u8BA2\u5355\n12345");
        assertEquals("\u60A8\u7684\u8BA2\u5355 12345", hit.snippet());
        assertEquals(2, hit.start());
        assertEquals(2, hit.length());
        assertEquals(2, hit.position());
    }

    @Test
    void whatIsShownIsTheFirstOccurrenceAsItWasWritten() {
        assertShown("OR\uFF24er", "order", "an OR\uFF24er, an order");
        assertShown("b", "a b", "b, then a");
        assertShown("e\u0301t", "\u00E9t", "l'e\u0301te\u0301");
        assertShown("\uFB01", "\uFB01", "the \uFB01sh");
        assertShown(SMILE, SMILE, "well " + SMILE);
    }

    @Test
    void aLongTextIsCutAroundIt() {
        String text = "\t" + "x ".repeat(500) + "order" + " y".repeat(500) + "\r\n";
        SearchHit hit = hit("order", text);
        assertTrue(hit.snippet().length() <= 82, hit::snippet);
        assertTrue(hit.snippet().matches("\u2026[ xy]+order[ xy]+\u2026"), hit::snippet);
        assertEquals(1001, hit.position());
        assertShown("order", "order", text);
        assertShown("order", "order", "order" + " y".repeat(500));
        assertShown("order", "order", "x ".repeat(500) + "order");
        assertFalse(hit("order", "x ".repeat(500) + "order").snippet().endsWith("\u2026"));
    }

    @Test
    void noPairIsCut() {
        for (int before = 0; before < 60; before++) {
            for (String odd : new String[] { "", "-" }) {
                String text = SMILE.repeat(before) + odd + "order" + odd + SMILE.repeat(60);
                SearchHit hit = hit("order", text);
                String snippet = hit.snippet();
                assertEquals(snippet.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF).count(), 0, snippet);
                assertShown("order", "order", text);
            }
        }
    }

    @Test
    void anOccurrenceThatIsTooLongIsShownFromItsBeginning() {
        String word = "\u4E00".repeat(200);
        SearchHit hit = hit(word, "abc " + word);
        assertEquals(4, hit.position());
        assertEquals(hit.start(), 4);
        assertTrue(hit.length() > 40 && hit.start() + hit.length() <= hit.snippet().length());
    }

    @Test
    void aPieceMustOccurAsAWhole() {
        assertNull(hit("abcd", "abc bcd"));
        assertNull(hit("\u8BA2\u5355\u53F7", "\u8BA2\u5355 \u5355\u53F7"));
        assertNull(hit("a order", "b order"));
        assertNull(hit("\uD83D", SMILE), "half a pair");
        assertNull(hit("\uDE00", SMILE), "half a pair");
        assertShown("or", "or", "for order");
        assertEquals(4, hit("or", "for order").position());
        assertNull(hit("or", "for"), "one or two letters only begin a word");
        assertShown("or\u5355", "or\u5355", "for\u5355");
        assertShown("23", "23", "\u53F723");
        assertNull(hit("23", "123"));
        assertShown("\u5355", "\u5355", "\u8BA2\u5355");
    }
}
