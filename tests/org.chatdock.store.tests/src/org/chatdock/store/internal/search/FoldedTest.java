// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;

import org.junit.jupiter.api.Test;

class FoldedTest {
    private static final String FAMILY = "\uD83D\uDC69\u200D\uD83D\uDC67";

    @Test
    void caseWidthAndWhatCannotBeSeenMakeNoDifference() {
        Map<String, String> cases = Map.ofEntries(Map.entry("", ""), Map.entry("Order", "order"),
                Map.entry("\uFF2F\uFF52\uFF44\uFF45\uFF52 \uFF11\uFF12", "order 12"),
                Map.entry("\u8BA2\u5355", "\u8BA2\u5355"),
                Map.entry("a\u3000b", "a b"), Map.entry("\uFB01n", "fin"), Map.entry("\u2460", "1"),
                Map.entry("e\u0301A", "\u00E9a"), Map.entry("\u00C9", "\u00E9"), Map.entry("\uFF76\uFF9E", "\u30AC"),
                Map.entry("\u03A3\u03C2\u03C3", "\u03C3\u03C3\u03C3"), Map.entry("\u1112\u1161\u11AB", "\uD55C"),
                Map.entry("so\u00ADft\u200B", "soft"), Map.entry("\u2764\uFE0F", "\u2764"),
                Map.entry(FAMILY, "\uD83D\uDC69\uD83D\uDC67"), Map.entry("\uD83DA", "\uD83Da"),
                Map.entry("\u0301x", "\u0301x"));
        cases.forEach((text, folded) -> assertEquals(folded, Folded.of(text).text(), text));
    }

    @Test
    void itKnowsWhereItsCharactersStood() {
        Folded folded = Folded.of("A\u200B\uFB01e\u0301" + FAMILY + "z");
        assertEquals("afi\u00E9\uD83D\uDC69\uD83D\uDC67z", folded.text());
        int[] origins = { 0, 2, 2, 3, 5, 5, 8, 8, 10 };
        int[] ends = { 2, 3, 3, 5, 8, 8, 10, 10, 11 };
        for (int i = 0; i < origins.length; i++) {
            assertEquals(origins[i], folded.origin(i), "origin of " + i);
            assertEquals(ends[i], folded.originEnd(i + 1), "end of " + i);
        }
    }

    @Test
    void whatBecomesLongerKeepsItsPlaces() {
        String unit = "\u33A5\uFDFA";
        Folded folded = Folded.of(unit.repeat(40) + "x");
        int last = folded.text().length() - 1;
        assertEquals('x', folded.text().charAt(last));
        assertEquals(80, folded.origin(last));
        assertEquals(81, folded.originEnd(last + 1));
    }

    @Test
    void ofALongTextOnlyTheBeginningCounts() {
        String text = "x".repeat(Folded.SEARCHED_CHARS - 1) + "\uD83D\uDE00" + "end";
        Folded folded = Folded.of(text);
        assertEquals(text.substring(0, Folded.SEARCHED_CHARS), folded.text());
        assertEquals(Folded.SEARCHED_CHARS, folded.originEnd(Folded.SEARCHED_CHARS));
    }
}
