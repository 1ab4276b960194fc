// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JavaScriptTextTest {
    /** What node's {@code " … ".trim()} takes off: ECMA-262, WhiteSpace and LineTerminator. */
    private static final String WHITE = "\t\n\u000B\f\r \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
            + "\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";

    @Test
    void trimsExactlyWhatJavaScriptTrims() {
        for (int c = 0; c <= 0xFFFF; c++) {
            String text = (char) c + "a" + (char) c + "b" + (char) c;

            String expected = WHITE.indexOf(c) >= 0 ? "a" + (char) c + "b" : text;
            assertEquals(expected, JavaScriptText.trim(text), Integer.toHexString(c));
        }
        assertEquals("", JavaScriptText.trim(WHITE));
        assertEquals("", JavaScriptText.trim(""));
    }

    @Test
    void escapesHalvesOnly() {
        assertEquals("a\uD83D\uDE00b", JavaScriptText.escapeHalfPairs("a\uD83D\uDE00b"));
        assertEquals("\\ud83da\\ude00", JavaScriptText.escapeHalfPairs("\uD83Da\uDE00"));
        assertEquals("\\ud83d\uD83D\uDE00", JavaScriptText.escapeHalfPairs("\uD83D\uD83D\uDE00"));
    }
}
