// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.sending.internal.Lanes.Entry;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static Sending to(String customer, int length) {
        String text = "x".repeat(length);
        return new Sending(Outgoing.text(new ConversationId(customer), text), text);
    }

    @Test
    void oneIsOnItsWayInEachLane() {
        Lanes lanes = new Lanes(10, 100);
        Sending first = to("ann", 1);
        Sending second = to("ann", 1);
        Sending other = to("bob", 1);
        assertEquals(Entry.START, lanes.enter(first));
        assertEquals(Entry.WAIT, lanes.enter(second));
        assertEquals(Entry.START, lanes.enter(other));

        assertSame(second, lanes.leave(first));
        assertNull(lanes.leave(second));
        assertNull(lanes.leave(other));

        assertEquals(Entry.START, lanes.enter(to("ann", 1)));
    }

    @Test
    void theNumberOfMessagesIsBounded() {
        Lanes lanes = new Lanes(2, 100);
        Sending first = to("ann", 1);
        lanes.enter(first);
        lanes.enter(to("bob", 1));
        assertEquals(Entry.REFUSED, lanes.enter(to("ann", 1)));

        lanes.leave(first);

        assertEquals(Entry.START, lanes.enter(to("ann", 1)));
    }

    @Test
    void theirSizeIsBoundedButOneOfAnySizeMayPass() {
        Lanes lanes = new Lanes(10, 100);
        Sending big = to("ann", 1000);
        assertEquals(Entry.START, lanes.enter(big));
        assertEquals(Entry.REFUSED, lanes.enter(to("bob", 1)));

        lanes.leave(big);

        assertEquals(Entry.START, lanes.enter(to("bob", 50)));
        assertEquals(Entry.REFUSED, lanes.enter(to("ann", 51)));
        assertEquals(Entry.WAIT, lanes.enter(to("bob", 50)));
    }

    @Test
    void closingGivesBackWhoIsThereAndLetsNobodyIn() {
        Lanes lanes = new Lanes(10, 100);
        Sending first = to("ann", 1);
        Sending second = to("ann", 1);
        lanes.enter(first);
        lanes.enter(second);

        assertEquals(List.of(first, second), lanes.close());

        assertNull(lanes.leave(first));
        assertEquals(Entry.REFUSED, lanes.enter(to("ann", 1)));
        assertEquals(List.of(), lanes.close());
    }
}
