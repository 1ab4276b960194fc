// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.store.StoredMessage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PreviewTest {
    @BeforeAll
    static void english() {
        Language.use(Language.ENGLISH);
    }

    private static String line(String type, String content, String fileUrl) {
        Message message = Say.begin("ann", 0).type(type).content(content).attachment(new Attachment("", fileUrl, ""))
                .build();
        return Preview.line(message, true);
    }

    @Test
    void everyTypeInALine() {
        assertEquals("hello there", line(MessageType.TEXT, " hello \n\t there ", ""));
        assertEquals("joined", line(MessageType.EVENT, "joined", ""));
        assertEquals("[Image]", line(MessageType.IMAGE, "", ""));
        assertEquals("[File] bill.pdf", line(MessageType.FILE, "", "https://a.example/x/bill.pdf?k=1"));
        assertEquals("[Voice]", line(MessageType.VOICE, "ignored", ""));
        assertEquals("[Video]", line(MessageType.VIDEO, "", ""));
        assertEquals("[Link] Returns", line(MessageType.LINK, "Returns", ""));
        assertEquals("[order] 4711", line("order", "4711", ""));
    }

    @Test
    void whatNobodyUnderstandsIsNamedByItsType() {
        assertEquals("[text]", Preview.line(Say.user("ann", 0, "secret"), false));
    }

    @Test
    void ownMessagesSaySo() {
        assertEquals("You: hello", Preview.of(new StoredMessage(Say.agent("ann", 0, "hello"), 1, true)));
        assertEquals("hello", Preview.of(new StoredMessage(Say.user("ann", 0, "hello"), 1, true)));
    }

    @Test
    void isShort() {
        assertEquals(200, line(MessageType.TEXT, "x".repeat(100_000), "").length());
    }

    @Test
    void fileIsNamedByTextOrAddress() {
        assertEquals("[File] b\u00fc r.pdf", line(MessageType.FILE, "", "https://a.example/b%C3%BC%20r.pdf#top"));
        assertEquals("[File] my file.doc", line(MessageType.FILE, "my file.doc", "https://a.example/1"));
        assertEquals("[File] File", line(MessageType.FILE, "", ""));
        assertEquals("[File] %zz", line(MessageType.FILE, "", "https://a.example/%zz"));
    }

    @Test
    void whatWasRecalledIsNotShownEvenIfItsTextIsStillThere() {
        Message message = Say.user("ann", 0, "secret");
        assertEquals("Message recalled", Preview.of(new StoredMessage(message, 1, true, 1, true)));
        assertEquals("secret", Preview.of(new StoredMessage(message, 1, true, 1, false)));
    }
}
