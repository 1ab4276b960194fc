// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.store;

import static org.chatdock.testkit.store.StoreMessages.from;
import static org.chatdock.testkit.store.StoreMessages.fromAgent;
import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.StoreChange;
import org.junit.jupiter.api.Test;

/** What is read, and what the agent has decided. What came after a message is what arrived after it. */
abstract class UnreadContract extends StoreContract {
    private void fromAnn(String... ids) throws Exception {
        for (String id : ids) {
            append(fromUser("ann", id, 5));
        }
    }

    // --- read up to a message

    @Test
    void whatCameAfterTheMessageThatIsReadIsUnread() throws Exception {
        fromAnn("1", "2", "3", "4");

        await(store().markRead(ANN, id("2")));
        assertEquals(List.of("3", "4"), unread(ANN));

        fromAnn("5");
        assertEquals(List.of("3", "4", "5"), unread(ANN));

        await(store().markRead(ANN, id("4")));
        assertEquals(List.of("5"), unread(ANN));
    }

    @Test
    void readUpToAnOlderMessageMakesWhatWasReadUnread() throws Exception {
        fromAnn("1", "2", "3");
        await(store().markRead(ANN));
        assertEquals(List.of(), unread(ANN));

        await(store().markRead(ANN, id("1")));
        assertEquals(List.of("2", "3"), unread(ANN));

        fromAnn("4");
        await(store().markRead(ANN));
        assertEquals(List.of(), unread(ANN));
        assertTrue(summary(ANN).readTo() >= stored("4").arrival());
    }

    @Test
    void whatArrivesLateIsUnreadThoughItIsOlder() throws Exception {
        append(fromUser("ann", "new", 9));
        append(fromUser("ann", "late", 1));

        await(store().markRead(ANN, id("new")));
        assertEquals(List.of("late"), unread(ANN));

        await(store().markRead(ANN, id("late")));
        assertEquals(List.of(), unread(ANN));

        append(fromUser("ann", "later", 0));
        assertEquals(List.of("later"), unread(ANN));
    }

    @Test
    void messagesOfOthersThanTheCustomerCanBeReadUpToAndAreNeverUnread() throws Exception {
        fromAnn("1");
        append(fromAgent("ann", "2", 5));
        append(from(SenderType.SYSTEM, "ann", "3", 5));
        fromAnn("4");

        await(store().markRead(ANN, id("2")));
        assertEquals(List.of("4"), unread(ANN));

        await(store().markUnread(ANN, id("1")));
        assertEquals(List.of("1", "4"), unread(ANN));
    }

    @Test
    void readingOneConversationLeavesTheOthers() throws Exception {
        fromAnn("1", "2");
        append(fromUser("bob", "3", 1));
        append(fromUser("bob", "4", 2));
        await(store().markRead(BOB, id("3")));
        await(store().markRead(ANN));

        await(store().markUnread(ANN, id("2")));

        assertEquals(List.of("2"), unread(ANN));
        assertEquals(List.of("4"), unread(BOB));
    }

    @Test
    void aMessageThatIsNotOfTheConversationMarksNothing() throws Exception {
        fromAnn("1", "2");
        append(fromUser("bob", "3", 1));
        await(store().markRead(ANN, id("1")));

        await(store().markRead(ANN, id("3")));
        await(store().markRead(ANN, id("none")));
        await(store().markRead(new ConversationId("nobody"), id("2")));
        assertEquals(List.of("2"), unread(ANN));
        assertEquals(List.of("3"), unread(BOB));

        await(store().markRead(ANN));
        await(store().markRead(BOB));
        await(store().markUnread(ANN, id("3")));
        await(store().markUnread(ANN, id("none")));
        await(store().markUnread(new ConversationId("nobody"), id("2")));
        await(store().markUnread(new ConversationId("nobody"), null));
        assertEquals(List.of(), unread(ANN));
        assertEquals(List.of(), unread(BOB));
        assertEquals(2, store().conversations().size());
    }

    // --- unread again

    @Test
    void aMessageInTheMiddleIsMarkedAsUnreadWithAllThatArrivedAfterIt() throws Exception {
        append(fromUser("ann", "a", 5));
        append(fromUser("ann", "b", 6));
        append(fromUser("ann", "c", 7));
        append(fromUser("ann", "late", 1));
        await(store().markRead(ANN));

        await(store().markUnread(ANN, id("b")));
        assertEquals(List.of("late", "b", "c"), unread(ANN));

        append(fromUser("ann", "later", 0));
        assertEquals(List.of("later", "late", "b", "c"), unread(ANN));

        await(store().markRead(ANN));
        await(store().markUnread(ANN, id("late")));
        assertEquals(List.of("later", "late"), unread(ANN));
    }

    @Test
    void whatWasUnreadStaysUnread() throws Exception {
        fromAnn("1", "2", "3");

        await(store().markUnread(ANN, id("3")));
        assertEquals(List.of("1", "2", "3"), unread(ANN));

        await(store().markRead(ANN, id("1")));
        await(store().markUnread(ANN, id("3")));
        assertEquals(List.of("2", "3"), unread(ANN));

        await(store().markUnread(ANN, null));
        assertEquals(List.of("2", "3"), unread(ANN));
    }

    @Test
    void theCustomersNewestMessageIsMarkedAsUnreadThoughTheAgentWroteLast() throws Exception {
        append(fromUser("ann", "1", 1));
        append(fromUser("ann", "2", 2));
        append(fromAgent("ann", "3", 3));
        append(from(SenderType.SYSTEM, "ann", "4", 4));
        await(store().markRead(ANN));

        await(store().markUnread(ANN, null));

        assertEquals(List.of("2"), unread(ANN));
    }

    @Test
    void theCustomersNewestMessageIsTheNewestByTime() throws Exception {
        append(fromUser("ann", "1", 1));
        append(fromUser("ann", "newest", 9));
        append(fromUser("ann", "late", 5));
        await(store().markRead(ANN));

        await(store().markUnread(ANN, null));

        assertEquals(List.of("late", "newest"), unread(ANN));
    }

    @Test
    void whereNoCustomerWroteNothingIsMarkedAsUnread() throws Exception {
        append(fromAgent("ann", "1", 1));

        await(store().markUnread(ANN, null));
        await(store().markUnread(ANN, id("1")));

        assertEquals(List.of(), unread(ANN));
        fromAnn("2");
        assertEquals(List.of("2"), unread(ANN));
    }

    @Test
    void fromAnAgentsMessageOnTheCustomersAreUnread() throws Exception {
        fromAnn("1");
        append(fromAgent("ann", "2", 5));
        fromAnn("3");
        append(fromAgent("ann", "4", 5));
        await(store().markRead(ANN));

        await(store().markUnread(ANN, id("4")));
        assertEquals(List.of(), unread(ANN));

        await(store().markUnread(ANN, id("2")));
        assertEquals(List.of("3"), unread(ANN));
    }

    @Test
    void aMessageThatIsUnderstoodLaterIsReadIfItWas() throws Exception {
        await(store().appendUnknown(fromUser("ann", "1", 5)));
        await(store().appendUnknown(fromUser("ann", "2", 5)));
        await(store().markRead(ANN, id("1")));

        assertEquals(Appended.UNDERSTOOD, append(fromUser("ann", "1", 7)));
        assertEquals(List.of("2"), unread(ANN));

        assertEquals(Appended.UNDERSTOOD, append(fromUser("ann", "2", 6)));
        assertEquals(List.of("2"), unread(ANN));

        await(store().appendUnknown(fromUser("bob", "3", 5)));
        await(store().markRead(BOB));
        assertEquals(Appended.UNDERSTOOD, append(fromUser("bob", "3", 5)));
        assertEquals(List.of(), unread(BOB));
    }

    @Test
    void marksTakeEffectInTheOrderOfCalls() throws Exception {
        store().append(fromUser("ann", "1", 5));
        store().markRead(ANN);
        store().append(fromUser("ann", "2", 5));
        store().append(fromUser("ann", "3", 5));
        store().markRead(ANN, id("2"));
        store().append(fromUser("ann", "4", 5));
        await(store().markUnread(ANN, id("3")));
        assertEquals(List.of("3", "4"), unread(ANN));

        store().markRead(ANN);
        store().append(fromUser("ann", "5", 5));
        await(store().markUnread(ANN, null));
        assertEquals(List.of("5"), unread(ANN));
    }

    @Test
    void whateverIsMarkedTheNumbersAreRight() throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            Random random = new Random(seed);
            ConversationId id = new ConversationId("seed " + seed);
            ExpectedConversation expected = new ExpectedConversation();
            String[] types = { SenderType.USER, SenderType.USER, SenderType.USER, SenderType.AGENT,
                SenderType.SYSTEM };
            for (int i = 0; i < 40; i++) {
                Message message = from(types[random.nextInt(types.length)], id.value(), id + "-" + i,
                        random.nextInt(20));
                expected.add(message);
                append(message);
                int marked = random.nextInt(i + 1);
                switch (random.nextInt(5)) {
                    case 0 -> {
                        await(store().markRead(id, id(id + "-" + marked)));
                        expected.markRead(marked);
                    }
                    case 1 -> {
                        await(store().markUnread(id, id(id + "-" + marked)));
                        expected.markUnread(marked);
                    }
                    case 2 -> {
                        await(store().markUnread(id, null));
                        expected.markUnread();
                    }
                    default -> { }
                }

                assertEquals(expected.unread(), unread(id).size(), "seed " + seed + ", step " + i);
                assertEquals(expected.waitingSince(), summary(id).waitingSince(), "seed " + seed + ", step " + i);
            }
        }
    }

    @Test
    void listenersAreToldWhenSomethingElseIsUnread() throws Exception {
        fromAnn("1", "2");
        append(fromAgent("ann", "3", 9));
        append(fromUser("bob", "4", 5));
        BlockingQueue<StoreChange> told = listening();

        await(store().markRead(ANN, id("1")));
        assertTold(ANN, told);
        await(store().markRead(ANN, id("2")));
        assertTold(ANN, told);
        await(store().markUnread(ANN, id("2")));
        assertTold(ANN, told);
        await(store().markRead(ANN));
        assertTold(ANN, told);
        await(store().markUnread(ANN, null));
        assertTold(ANN, told);

        await(store().markUnread(ANN, null));
        await(store().markUnread(ANN, id("2")));
        await(store().markRead(ANN, id("1")));
        await(store().markUnread(ANN, id("3")));
        await(store().markRead(ANN, id("4")));
        await(store().markUnread(ANN, id("4")));
        await(store().markUnread(ANN, id("none")));
        assertNothingTold(told);
    }

    // --- decided

    private void assertState(ConversationState expected) {
        assertEquals(expected, summary(ANN).state());
    }

    @Test
    void aConversationIsOpenUntilAnAgentDecides() throws Exception {
        append(fromAgent("ann", "1", 1));
        append(fromUser("bob", "2", 1));
        assertState(ConversationState.OPEN);

        for (ConversationState state : List.of(ConversationState.PARKED, ConversationState.CLOSED,
                ConversationState.OPEN, ConversationState.CLOSED)) {
            await(store().setState(ANN, state));
            assertState(state);
        }
        assertEquals(ConversationState.OPEN, summary(BOB).state());
    }

    @Test
    void onlyTheCustomerOpensAConversationAgain() throws Exception {
        fromAnn("1");
        for (ConversationState state : List.of(ConversationState.PARKED, ConversationState.CLOSED)) {
            await(store().setState(ANN, state));
            append(fromAgent("ann", state + " a", 9));
            append(from(SenderType.SYSTEM, "ann", state + " s", 9));
            append(from("robot", "ann", state + " r", 9));
            append(fromUser("ann", "1", 5));
            await(store().markUnread(ANN, id("1")));
            append(fromUser("bob", state + " b", 9));
            assertState(state);

            append(fromUser("ann", state + " u", 9));
            assertState(ConversationState.OPEN);
        }
    }

    @Test
    void aCustomersMessageThatIsLateOrNotUnderstoodOpensItToo() throws Exception {
        append(fromUser("ann", "1", 5));
        append(fromAgent("ann", "2", 6));
        await(store().setState(ANN, ConversationState.CLOSED));
        append(fromUser("ann", "late", 1));
        assertState(ConversationState.OPEN);

        await(store().setState(ANN, ConversationState.CLOSED));
        await(store().appendUnknown(fromUser("ann", "strange", 7)));
        assertState(ConversationState.OPEN);
    }

    @Test
    void aMessageThatIsUnderstoodLaterOpensTheConversationThatItComesTo() throws Exception {
        await(store().appendUnknown(fromUser("ann", "1", 5)));
        await(store().appendUnknown(fromUser("bob", "2", 5)));
        await(store().setState(ANN, ConversationState.CLOSED));

        append(fromUser("ann", "1", 5));
        assertState(ConversationState.CLOSED);

        append(fromUser("ann", "2", 5));
        assertState(ConversationState.OPEN);
    }

    @Test
    void whatIsDecidedHidesNothing() throws Exception {
        append(fromUser("ann", "1", 5));
        append(fromUser("bob", "2", 4));

        await(store().setState(ANN, ConversationState.CLOSED));

        assertEquals(ANN, store().conversations().get(0).id());
        assertEquals(List.of("1"), unread(ANN));
        assertEquals(Instant.ofEpochSecond(5), summary(ANN).waitingSince());
    }

    @Test
    void nothingIsDecidedAboutAConversationThatIsNotThere() throws Exception {
        await(store().setState(ANN, ConversationState.CLOSED));
        assertEquals(List.of(), store().conversations());

        append(fromAgent("ann", "1", 5));
        assertState(ConversationState.OPEN);
    }

    @Test
    void decisionsTakeEffectInTheOrderOfCalls() throws Exception {
        store().append(fromUser("ann", "1", 5));
        store().setState(ANN, ConversationState.CLOSED);
        store().append(fromUser("ann", "2", 5));
        await(store().setState(ANN, ConversationState.PARKED));
        assertState(ConversationState.PARKED);

        store().setState(ANN, ConversationState.CLOSED);
        append(fromUser("ann", "3", 5));
        assertState(ConversationState.OPEN);
    }

    @Test
    void listenersAreToldOfDecisions() throws Exception {
        fromAnn("1");
        BlockingQueue<StoreChange> told = listening();

        await(store().setState(ANN, ConversationState.CLOSED));
        assertTold(ANN, told);

        await(store().setState(ANN, ConversationState.CLOSED));
        await(store().setState(BOB, ConversationState.CLOSED));
        assertNothingTold(told);
    }
}
