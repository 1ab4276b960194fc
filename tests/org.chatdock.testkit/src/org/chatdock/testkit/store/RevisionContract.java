// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.store;

import static org.chatdock.testkit.store.StoreMessages.fromAgent;
import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.chatdock.testkit.store.StoreMessages.withContent;
import static org.chatdock.testkit.store.StoreMessages.withExtra;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.Revised;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoredMessage;
import org.junit.jupiter.api.Test;

/** What a sender changes afterwards. */
abstract class RevisionContract extends UnreadContract {
    private static final Attachment PICTURE = new Attachment("https://pic", "https://file", "media");

    /** With everything that a message can have. */
    private static Message full(String conversation, String id, long seconds) {
        Message message = withExtra(fromUser(conversation, id, seconds), Map.of("key", "value"));
        return with(message, message.content(), PICTURE, message.extra());
    }

    private static Message with(Message message, String content, Attachment attachment, Map<String, Object> extra) {
        return new Message(message.id(), message.conversation(), message.from(), message.to(), message.fromType(),
                message.type(), content, attachment, message.time(), extra);
    }

    private static Message recalled(Message message) {
        return with(message, "", Attachment.NONE, Map.of());
    }

    private Revised edit(String id, long version, String content) throws Exception {
        return await(store().revise(Revision.edit(id(id), version, content)));
    }

    private Revised recall(String id, long version) throws Exception {
        return await(store().revise(Revision.recall(id(id), version)));
    }

    @Test
    void anEditChangesTheWordsAndNothingElse() throws Exception {
        Message message = full("ann", "2", 5);
        append(fromUser("ann", "1", 4));
        append(message);
        append(fromUser("ann", "3", 5));
        long arrival = stored("2").arrival();

        assertEquals(Revised.CHANGED, edit("2", 1, "other words"));

        StoredMessage edited = new StoredMessage(withContent(message, "other words"), arrival, true, 1, false);
        assertEquals(edited, stored("2"));
        assertEquals(edited, store().page(ANN, null, 9).get(1));
        assertEquals(edited, store().pageAfter(ANN, id("1"), 1).get(0));
        assertEquals(List.of("1", "2", "3"), ids(ANN));
        assertEquals(3, store().size());
        assertEquals(0, stored("3").version());
    }

    @Test
    void ofARecalledMessageNothingIsLeftButItsPlace() throws Exception {
        Message message = full("ann", "1", 5);
        append(message);
        long arrival = stored("1").arrival();

        assertEquals(Revised.CHANGED, recall("1", 7));

        StoredMessage gone = new StoredMessage(recalled(message), arrival, true, 7, true);
        assertEquals(gone, stored("1"));
        assertEquals(List.of(gone), store().page(ANN, null, 9));
        assertEquals(gone, summary(ANN).last());
        assertEquals(1, store().size());
        assertEquals(Appended.DUPLICATE, append(message));
        assertEquals(gone, stored("1"));
    }

    @Test
    void aRevisionIsNoNewMessage() throws Exception {
        append(fromUser("ann", "1", 5));
        append(fromUser("ann", "2", 6));
        append(fromAgent("bob", "3", 9));
        await(store().markRead(ANN, id("1")));
        await(store().setState(ANN, ConversationState.PARKED));

        edit("1", 1, "other words");
        recall("2", 1);

        assertEquals(List.of("2"), unread(ANN));
        assertEquals(ConversationState.PARKED, summary(ANN).state());
        assertEquals(Instant.ofEpochSecond(5), summary(ANN).waitingSince());
        assertEquals(Map.of(ANN, id("2")), store().lastReceived());
        assertEquals(List.of(BOB, ANN), store().conversations().stream().map(summary -> summary.id()).toList());
    }

    @Test
    void anAgentsMessageCanBeRevised() throws Exception {
        append(fromUser("ann", "1", 5));
        append(fromAgent("ann", "2", 6));

        assertEquals(Revised.CHANGED, recall("2", 1));

        assertEquals("", summary(ANN).last().message().content());
        assertEquals(null, summary(ANN).waitingSince());
    }

    @Test
    void theHighestVersionCountsWhateverComesFirst() throws Exception {
        append(fromUser("ann", "1", 5));

        assertEquals(Revised.CHANGED, edit("1", 3, "third"));
        assertEquals(Revised.OUTDATED, edit("1", 2, "second"));
        assertEquals(Revised.OUTDATED, edit("1", 3, "third, again"));
        assertEquals(Revised.OUTDATED, recall("1", 1));
        assertEquals("third", stored("1").message().content());
        assertEquals(3, stored("1").version());

        assertEquals(Revised.CHANGED, edit("1", Long.MAX_VALUE, "last"));
        assertEquals("last", stored("1").message().content());
        assertEquals(Long.MAX_VALUE, stored("1").version());
    }

    @Test
    void anOlderEditDoesNotUndoARecall() throws Exception {
        append(full("ann", "1", 5));

        assertEquals(Revised.CHANGED, recall("1", 5));
        assertEquals(Revised.OUTDATED, edit("1", 4, "secret"));
        assertEquals(Revised.OUTDATED, edit("1", 5, "secret"));

        assertEquals(new StoredMessage(recalled(full("ann", "1", 5)), stored("1").arrival(), true, 5, true),
                stored("1"));
    }

    @Test
    void aLaterEditSaysSomethingNewButBringsNothingBack() throws Exception {
        append(full("ann", "1", 5));
        recall("1", 1);

        assertEquals(Revised.CHANGED, edit("1", 2, "new"));

        assertEquals(new StoredMessage(withContent(recalled(full("ann", "1", 5)), "new"), stored("1").arrival(), true,
                2, false), stored("1"));
    }

    @Test
    void theNewestMessageReadsInTheListAsItWasRevised() throws Exception {
        append(fromUser("ann", "1", 5));
        assertEquals("text of 1", summary(ANN).last().message().content());

        edit("1", 1, "other words");
        assertEquals(stored("1"), summary(ANN).last());

        append(fromUser("ann", "2", 6));
        edit("1", 2, "still other words");
        assertEquals("text of 2", summary(ANN).last().message().content());
    }

    @Test
    void wordsAreKeptCharForChar() throws Exception {
        append(fromUser("ann", "1", 5));
        long version = 0;
        for (String text : List.of("", " ", "a\0b", "half \uD83D", "\uD83D\uDE00", "x".repeat(70_000),
                "\u4F60\u597D")) {
            assertEquals(Revised.CHANGED, edit("1", ++version, text));
            assertEquals(text, stored("1").message().content());
        }
    }

    // --- that come first

    @Test
    void aRevisionThatComesFirstWaitsForItsMessageOverManyOthers() throws Exception {
        assertEquals(Revised.WAITING, edit("awaited", 2, "other words"));
        assertEquals(0, store().size());
        assertEquals(List.of(), store().conversations());
        assertEquals(Optional.empty(), store().find(id("awaited")));
        for (int i = 0; i < 500; i++) {
            store().append(fromUser(i % 2 == 0 ? "ann" : "bob", "m" + i, i));
        }
        assertEquals(Appended.DUPLICATE, append(fromUser("ann", "m0", 0)));
        Message message = full("ann", "awaited", 250);

        assertEquals(Appended.ADDED, append(message));

        assertEquals(new StoredMessage(withContent(message, "other words"), stored("awaited").arrival(), true, 2,
                false), stored("awaited"));
        assertEquals(Appended.DUPLICATE, append(message));
        assertEquals("other words", stored("awaited").message().content());
        assertEquals(Revised.OUTDATED, edit("awaited", 1, "older"));
        assertEquals(Revised.CHANGED, edit("awaited", 3, "newer"));
        assertEquals(501, store().size());
        assertEquals("text of m1", stored("m1").message().content());
    }

    @Test
    void ofThoseThatWaitTheHighestVersionCounts() throws Exception {
        assertEquals(Revised.WAITING, edit("1", 2, "second"));
        assertEquals(Revised.OUTDATED, edit("1", 1, "first"));
        assertEquals(Revised.OUTDATED, edit("1", 2, "second, again"));
        assertEquals(Revised.WAITING, edit("1", 4, "fourth"));
        assertEquals(Revised.OUTDATED, recall("1", 3));

        append(fromUser("ann", "1", 5));

        assertEquals("fourth", stored("1").message().content());
        assertEquals(4, stored("1").version());
    }

    @Test
    void aMessageThatWasRecalledBeforeItCameTellsNobodyWhatItSaid() throws Exception {
        assertEquals(Revised.WAITING, recall("1", 1));
        BlockingQueue<StoreChange> told = listening();
        Message message = full("ann", "1", 5);

        assertEquals(Appended.ADDED, append(message));

        assertEquals(new StoredMessage(recalled(message), stored("1").arrival(), true, 1, true), stored("1"));
        assertEquals(new StoreChange(Set.of(ANN), List.of(recalled(message))), next(told));
        assertEquals(stored("1"), summary(ANN).last());
    }

    @Test
    void revisionsTakeEffectInTheOrderOfCalls() throws Exception {
        store().revise(Revision.edit(id("1"), 1, "first"));
        store().append(fromUser("ann", "1", 5));
        store().append(fromUser("ann", "2", 5));
        assertEquals(Revised.CHANGED, await(store().revise(Revision.edit(id("2"), 1, "second"))));

        assertEquals("first", stored("1").message().content());
        assertEquals("second", stored("2").message().content());
    }

    // --- of what nobody understands

    @Test
    void whatNobodyUnderstandsCanBeRevised() throws Exception {
        Message message = full("ann", "1", 5);
        await(store().appendUnknown(message));
        long arrival = stored("1").arrival();

        assertEquals(Revised.CHANGED, edit("1", 1, "other words"));

        StoredMessage edited = new StoredMessage(withContent(message, "other words"), arrival, false, 1, false);
        assertEquals(edited, stored("1"));
        assertEquals(List.of(edited), store().unknown(0, 9));
    }

    @Test
    void whatIsUnderstoodLaterKeepsTheRevisedWords() throws Exception {
        await(store().appendUnknown(fromUser("ann", "1", 5)));
        edit("1", 1, "other words");
        Message again = full("bob", "1", 7);

        assertEquals(Appended.UNDERSTOOD, append(again));

        assertEquals(new StoredMessage(withContent(again, "other words"), stored("1").arrival(), true, 1, false),
                stored("1"));
        assertEquals(List.of("1"), ids(BOB));
        assertEquals(Revised.OUTDATED, edit("1", 1, "once more"));
        assertEquals(List.of(), store().unknown(0, 9));
    }

    @Test
    void whatIsUnderstoodLaterStaysRecalled() throws Exception {
        Message message = full("ann", "1", 5);
        await(store().appendUnknown(message));
        recall("1", 1);

        assertEquals(Appended.UNDERSTOOD, append(message));

        assertEquals(new StoredMessage(recalled(message), stored("1").arrival(), true, 1, true), stored("1"));
    }

    @Test
    void aRevisionWaitsForAMessageThatNobodyUnderstandsToo() throws Exception {
        edit("1", 1, "other words");
        Message message = full("ann", "1", 5);

        await(store().appendUnknown(message));
        assertEquals(new StoredMessage(withContent(message, "other words"), stored("1").arrival(), false, 1, false),
                stored("1"));

        append(message);
        assertEquals(new StoredMessage(withContent(message, "other words"), stored("1").arrival(), true, 1, false),
                stored("1"));
    }

    // --- told

    @Test
    void listenersAreToldOfRevisionsThatChangeSomething() throws Exception {
        append(fromUser("ann", "1", 5));
        BlockingQueue<StoreChange> told = listening();

        edit("1", 2, "other words");
        assertTold(ANN, told);
        recall("1", 3);
        assertTold(ANN, told);

        edit("1", 1, "older");
        edit("none", 1, "waits");
        assertNothingTold(told);
    }
}
