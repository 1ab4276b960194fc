// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.chatdock.api.store.StoreStatus;
import org.chatdock.api.store.StoreStatus.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreNoticeTest {
    @BeforeEach
    void english() {
        Language.use(Language.ENGLISH);
    }

    private static StoreStatus status(State state, String problem, String... notices) {
        return new StoreStatus(state, true, "/w/messages.db", problem, List.of(notices));
    }

    @Test
    void nothingIsSaidWhileAllIsWellOrUnderWay() {
        assertNull(StoreNotice.of(null));
        assertNull(StoreNotice.of(status(State.READY, "")));
        assertNull(StoreNotice.of(status(State.OPENING, "", "a note")));
    }

    @Test
    void aProblemStaysAsLongAsItLasts() {
        for (State state : List.of(State.UNAVAILABLE, State.NOT_WRITABLE)) {
            StoreNotice notice = StoreNotice.of(status(state, "The disk is full.", "a note"));
            assertEquals(StoreNotice.Level.BAD, notice.level());
            assertEquals("The disk is full.", notice.text());
            assertFalse(notice.dismissable());
            assertTrue(notice.details().contains("The disk is full.\na note\nStore: /w/messages.db"), notice::details);
        }
        assertEquals(StoreNotice.Level.WARNING, StoreNotice.of(status(State.READY, "The index is behind.")).level());
    }

    @Test
    void whatIsOnlyToBeNotedCanBeDismissed() {
        StoreNotice notice = StoreNotice.of(status(State.READY, "", "Set aside.", "Converted."));
        assertEquals(StoreNotice.Level.NOTE, notice.level());
        assertEquals("Set aside.\nConverted.", notice.text());
        assertTrue(notice.dismissable());
    }

    @Test
    void whetherItIsEncryptedIsSaidOnlyOnceItIsKnown() {
        assertEquals("", StoreNotice.kept(null));
        assertEquals("", StoreNotice.kept(status(State.OPENING, "")));
        assertEquals("", StoreNotice.kept(status(State.UNAVAILABLE, "gone")));
        assertEquals("Messages are kept encrypted.", StoreNotice.kept(status(State.NOT_WRITABLE, "full")));
        assertEquals("Messages are kept unencrypted.",
                StoreNotice.kept(new StoreStatus(State.READY, false, "memory", "", List.of())));
    }
}
