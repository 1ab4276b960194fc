// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class GramsTest {
    private static final int SMILE = 0x1F600;

    private static Set<String> terms(Consumer<Grams> with) {
        Grams grams = new Grams(0);
        with.accept(grams);
        String terms = grams.terms(TokenCode.PLAIN);
        Set<String> set = Arrays.stream(terms.split(" ")).filter(term -> !term.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(set.size() * (Term.CHARS + 1), terms.length(), "each once");
        return set;
    }

    private static Set<String> expected(long... grams) {
        return Arrays.stream(grams).map(TokenCode.PLAIN::of).mapToObj(Term::of)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> text(String text) {
        return terms(grams -> grams.addText(text));
    }

    private static Set<String> piece(String piece) {
        return terms(grams -> grams.addPiece(piece));
    }

    @Test
    void ofAChineseTextEveryCharacterAndEveryTwoAreKept() {
        assertEquals(expected(Gram.one('\u8BA2'), Gram.one('\u5355'), Gram.one('\u53F7'),
                Gram.two('\u8BA2', '\u5355'), Gram.two('\u5355', '\u53F7')), text("\u8BA2\u5355\u53F7"));
        assertEquals(expected(Gram.one('\u8BA2'), Gram.one('\u5355')), text("\u8BA2\uFF0C\u5355"));
        assertEquals(expected(Gram.one('\u4E00'), Gram.two('\u4E00', '\u4E00')), text("\u4E00\u4E00\u4E00"));
        assertEquals(expected(Gram.one(0x20BB7), Gram.one('\u91CE'), Gram.two(0x20BB7, '\u91CE')),
                text("\uD842\uDFB7\u91CE"));
        assertEquals(expected(Gram.one('\u30AC'), Gram.one('\uD55C'), Gram.two('\u30AC', '\uD55C')),
                text("\u30AC\uD55C"));
    }

    @Test
    void ofAWordItsBeginningsAndEveryThreeAreKept() {
        assertEquals(expected(Gram.start('o'), Gram.start('o', 'r'), Gram.three('o', 'r', 'd'),
                Gram.three('r', 'd', 'e'), Gram.three('d', 'e', 'r')), text("order"));
        assertEquals(expected(Gram.start('a'), Gram.start('b'), Gram.start('b', '1')), text("a-b1!"));
        assertEquals(expected(Gram.start('1'), Gram.start('1', '2'), Gram.three('1', '2', '3'),
                Gram.three('2', '3', '4')), text("1234"));
        assertEquals(expected(Gram.start('\u0434'), Gram.start('\u0434', '\u0430')), text("\u0434\u0430"));
    }

    @Test
    void mixedTextIsTakenApartWhereItsKindChanges() {
        assertEquals(expected(Gram.start('4'), Gram.start('4', '0'), Gram.one('\u5143'), Gram.one(SMILE),
                Gram.start('o'), Gram.start('o', 'k')), text("40\u5143\uD83D\uDE00ok"));
        assertEquals(expected(Gram.one(SMILE)), text("\uD83D\uDE00\uD83D\uDE00"));
        assertEquals(expected(Gram.one('\u00A5'), Gram.start('5')), text("\u00A55"));
        assertEquals(Set.of(), text("\u3002?! \n\uD83D"));
    }

    @Test
    void aPieceAsksForNoMoreThanEveryTextWithItHas() {
        assertEquals(expected(Gram.one('\u5355')), piece("\u5355"));
        assertEquals(expected(Gram.two('\u8BA2', '\u5355')), piece("\u8BA2\u5355"));
        assertEquals(expected(Gram.three('r', 'd', 'e')), piece("rde"));
        assertEquals(expected(Gram.start('o', 'r')), piece("or"));
        assertEquals(expected(Gram.start('o')), piece("o"));
        assertEquals(expected(Gram.one('\u5143')), piece("40\u5143"));
        assertEquals(expected(Gram.one('\u5143'), Gram.start('4', '0')), piece("\u514340"));
        assertEquals(expected(Gram.three('1', '2', '3'), Gram.start('a')), piece("123-a"));
        assertEquals(expected(Gram.one(SMILE)), piece("\uD83D\uDE00"));
        assertEquals(Set.of(), piece("?!"));
    }

    @Test
    void conversationsTypesAndSendersAreGramsOfTheirOwn() {
        long[] grams = { Gram.conversation(1), Gram.conversation(1L << 40), Gram.type("text"), Gram.type("picture"),
            Gram.senderType("text"), Gram.start(1), Gram.one(1), Gram.two(0, 1) };
        assertEquals(grams.length, Arrays.stream(grams).distinct().count());
    }

    @Test
    void codesSpreadOverTheTerms() {
        assertNotEquals(Term.of(TokenCode.PLAIN.of(1)), Term.of(TokenCode.PLAIN.of(2)));
        assertTrue(Term.same(TokenCode.PLAIN.of(7), TokenCode.PLAIN.of(7)));
        assertFalse(Term.same(TokenCode.PLAIN.of(7), TokenCode.PLAIN.of(8)));
        long distinct = LongStream.range(0, 100_000).map(TokenCode.PLAIN::of).mapToObj(Term::of)
                .distinct().count();
        assertTrue(distinct > 99_900, () -> distinct + " different terms");
        assertTrue(Term.of(-1).matches("[a-z2-7]{6}"));
    }
}
