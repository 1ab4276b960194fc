// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.handlers.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Instant;

import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.store.memory.MemoryStore;
import org.chatdock.testkit.Messages;
import org.junit.jupiter.api.Test;

/** What a gateway says about a message that it has sent. */
class EventHandlerTest {
    private final MemoryStore store = MemoryStore.direct();
    private final StoringHandler handler = new StoringHandler("newEventMessage",
            event -> RevisionEvent.store(event, store));

    private void handle(Messages.Builder event) {
        Outcome.Handled outcome = (Outcome.Handled) handler.handle(event.type(MessageType.EVENT).build());
        assertTrue(outcome.durable().toCompletableFuture().isDone());
    }

    private static Messages.Builder event(String id, String event, Object message) {
        return Messages.builder("ann", id).extra("Event", event).extra("RefMsgId", message);
    }

    private StoredMessage stored(String id) {
        return store.find(new MessageId(id)).orElseThrow();
    }

    private void sent(String id, String content) {
        Message message = Messages.fromCustomer("ann", id, content);
        store.append(message).toCompletableFuture().join();
    }

    @Test
    void anEditChangesItsMessageAndIsNone() {
        sent("1", "before");

        handle(event("9", "edit", "1").extra("Version", 1).content("after"));

        assertEquals("after", stored("1").message().content());
        assertEquals(1, store.size());
    }

    @Test
    void aRecallTakesTheMessageBack() {
        sent("1", "before");

        handle(event("9", "recall", "1").extra("Version", 2));

        assertTrue(stored("1").recalled());
        assertEquals("", stored("1").message().content());
    }

    @Test
    void theHigherVersionCountsWhicheverComesFirst() {
        sent("1", "before");
        handle(event("8", "edit", "1").extra("Version", "3").content("third"));
        handle(event("9", "edit", "1").extra("Version", 2).content("second"));
        assertEquals("third", stored("1").message().content());
    }

    @Test
    void withoutAVersionTheLaterEventCounts() {
        sent("1", "before");
        handle(event("8", "edit", "1").time(Instant.ofEpochSecond(20)).content("late"));
        handle(event("9", "edit", "1").time(Instant.ofEpochSecond(10)).content("early"));
        assertEquals("late", stored("1").message().content());
    }

    @Test
    void anIdThatCameAsANumberLosesNoDigit() {
        sent("9007199254740993", "before");
        handle(event("9", "recall", new BigInteger("9007199254740993")).extra("Version", 1));
        assertTrue(stored("9007199254740993").recalled());
    }

    @Test
    void whatChangesNoMessageJoinsTheConversation() {
        sent("1", "before");
        handle(event("2", "enter", "1"));
        handle(Messages.builder("ann", "3").extra("Event", "edit").content("whose?"));
        handle(event("4", "edit", "1").extra("Version", 0).content("no version"));
        handle(event("5", "edit", "1").extra("Version", "soon").content("no version"));
        handle(event("6", "edit", "").content("no message"));

        assertEquals(6, store.size());
        assertFalse(stored("1").recalled());
        assertEquals("before", stored("1").message().content());
    }
}
