// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class LinksTest {
    private static List<String> in(String text) {
        return Links.in(text).stream().map(range -> text.substring(range.start(), range.start() + range.length()))
                .toList();
    }

    @Test
    void findsAddressesOfTheWeb() {
        assertEquals(List.of("http://a.example/x?y=1&z=2#f", "HTTPS://b.example"),
                in("see http://a.example/x?y=1&z=2#f and HTTPS://b.example"));
    }

    @Test
    void findsNothingElse() {
        for (String text : List.of("file:///etc/passwd", "javascript:alert(1)", "ftp://a.example/x",
                "mailto:a@b.example", "www.example.com", "http://", "vbscript:http:/x", "\\\\server\\share", "")) {
            assertEquals(List.of(), in(text), text);
            assertFalse(Links.isLink(text), text);
        }
    }

    @Test
    void leavesTheSentenceAroundItAlone() {
        assertEquals(List.of("https://a.example/x"), in("(https://a.example/x)."));
        assertEquals(List.of("https://a.example/x_(y)"), in("https://a.example/x_(y)!"));
        assertEquals(List.of("https://a.example/x"), in("\u8bf7\u770bhttps://a.example/x\uff0c\u8c22\u8c22"));
        assertEquals(List.of("https://a.example"), in("<https://a.example>"));
    }

    @Test
    void wholeTextIsALinkOrNot() {
        assertTrue(Links.isLink("https://a.example/x"));
        assertFalse(Links.isLink("https://a.example/x y"));
    }
}
