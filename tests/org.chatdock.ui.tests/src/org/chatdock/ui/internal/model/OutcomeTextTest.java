// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;

import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.junit.jupiter.api.Test;

class OutcomeTextTest {
    private static String refused(Reason reason, String words) {
        return OutcomeText.of(new SendOutcome.Refused(reason, words));
    }

    @Test
    void english() {
        Language.use(Language.ENGLISH);
        assertEquals("A message cannot be empty", refused(Reason.EMPTY, ""));
        assertEquals("The service failed", refused(Reason.SERVICE, " "));
        assertEquals("Sending is not configured. The text is kept.", refused(Reason.NOT_CONFIGURED, ""));
        assertEquals("The service cannot be reached. The text is kept.", refused(Reason.UNREACHABLE, ""));
    }

    @Test
    void chinese() {
        try (Language chinese = new Language(Language.CHINESE)) {
            assertEquals("\u53d1\u9001\u5185\u5bb9\u4e0d\u80fd\u4e3a\u7a7a", refused(Reason.EMPTY, ""));
            assertEquals("\u63a5\u53e3\u5f02\u5e38", refused(Reason.SERVICE, ""));
        }
    }

    @Test
    void serviceSpeaksForItself() {
        assertEquals("48 hours are over", refused(Reason.SERVICE, "48 hours are over"));
    }

    @Test
    void everyReasonHasWordsOfItsOwn() {
        for (String language : new String[] { Language.CHINESE, Language.ENGLISH }) {
            Language.use(language);
            Set<String> words = new HashSet<>();
            for (Reason reason : Reason.values()) {
                assertTrue(words.add(OutcomeText.of(reason, "")), reason.name());
            }
            assertTrue(words.add(OutcomeText.of(new SendOutcome.Expired())));
        }
    }

    @Test
    void noAnswerIsUnknownAndSentIsNoProblem() {
        assertEquals(Messages.Send_unknown, OutcomeText.of(new SendOutcome.Unknown()));
        assertEquals(Messages.Send_unknown, OutcomeText.of(null));
        assertEquals("", OutcomeText.of(new SendOutcome.Sent(Say.agent("ann", 1, "x"))));
    }
}
