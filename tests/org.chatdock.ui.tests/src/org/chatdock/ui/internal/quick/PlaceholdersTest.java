// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.chatdock.ui.internal.model.Language;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
    private final Map<String, String> known = Map.of("customer.name", "Ann", "odd", "{customer.name}", "blank", " ",
            "订单号", "42", "a_b-c.1", "x");

    @BeforeEach
    void inEnglish() {
        Language.use(Language.ENGLISH);
    }

    private Filled fill(String template) {
        return Placeholders.fill(template, field -> known.getOrDefault(field, ""));
    }

    private void becomes(String template, String text) {
        Filled filled = fill(template);
        assertEquals(text, filled.text());
        assertTrue(filled.isComplete(), template);
    }

    @Test
    void whatIsKnownIsWritten() {
        becomes("", "");
        becomes("Hello!", "Hello!");
        becomes("{customer.name}", "Ann");
        becomes("Dear {customer.name}, {a_b-c.1}{a_b-c.1}", "Dear Ann, xx");
        becomes("订单{订单号}", "订单42");
    }

    @Test
    void bracesThatBeginNoPlaceStay() {
        becomes("{", "{");
        becomes("}", "}");
        becomes("{}", "{}");
        becomes("{ a }", "{ a }");
        becomes("{1}", "{1}");
        becomes("{a", "{a");
        becomes("{a b}", "{a b}");
        becomes("{" + "a".repeat(65) + "}", "{" + "a".repeat(65) + "}");
    }

    @Test
    void twoBracesWriteOne() {
        becomes("{{customer.name}", "{customer.name}");
        becomes("{{{customer.name}}", "{Ann}");
        becomes("{{{{", "{{");
    }

    @Test
    void aValueIsNotReadAgain() {
        becomes("{odd}", "{customer.name}");
    }

    @Test
    void whatNobodyKnowsStaysAndIsMarked() {
        Filled filled = fill("{customer.name}: {order.number} or {blank} or {order.number}");
        assertEquals("Ann: {order.number} or {blank} or {order.number}", filled.text());
        assertFalse(filled.isComplete());
        assertEquals(List.of(new Gap(5, 19, "order.number"), new Gap(23, 30, "blank"), new Gap(34, 48, "order.number")),
                filled.gaps());
        filled.gaps().forEach(gap -> assertEquals(gap.words(), filled.text().substring(gap.start(), gap.end())));
        assertEquals(Set.of("order.number", "blank"), filled.missing());
    }

    @Test
    void aTextIsBlockedAsLongAsAMissingFieldIsThere() {
        Set<String> marks = fill("No. {order.number}, {city}").missing();
        String edited = "Moved: {city} and {typed.by.hand} {{order.number}";
        assertEquals(List.of(new Gap(7, 13, "city"), new Gap(35, 49, "order.number")), Unresolved.in(edited, marks));
        assertEquals(List.of(), Unresolved.in("No. 17, Rome {typed.by.hand}", marks));
        assertEquals(List.of(), Unresolved.in(edited, Set.of()));
        assertEquals("Fill in {city}, {order.number} before you send this.",
                Unresolved.words(Unresolved.in(edited + "{city}", marks)));
    }

    @Test
    void ofAnOldDraftAllThatLooksLikeAPlaceIsOne() {
        assertEquals(Set.of("city", "order.number"), Unresolved.marks("{city} {1} {} {order.number} {city}"));
        assertEquals(Set.of(), Unresolved.marks("nothing"));
    }

    @Test
    void aMegabyteOfBracesIsRead() {
        for (String piece : List.of("{", "{{", "{a", "{a}", "{a.b.c ", "}")) {
            String hostile = piece.repeat((1 << 20) / piece.length());
            fill(hostile);
            Unresolved.marks(hostile);
        }
    }
}
