// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.store;

import static org.chatdock.testkit.store.StoreMessages.fromAgent;
import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.chatdock.testkit.store.StoreMessages.withTime;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.CustomerCache;
import org.chatdock.api.store.DraftStore;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.NoteStore;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoredDraft;
import org.junit.jupiter.api.Test;

/** What is kept beside the messages, and what the list of conversations shows of it. */
abstract class RemarksContract extends RevisionContract {
    private static final StoredDraft DRAFT = new StoredDraft("Dear \uD83D\uDE00\0\n", 4,
            List.of(new Attachment("p", "f", "m"), new Attachment("", "", "second")));

    private static StoredDraft draft(String text) {
        return new StoredDraft(text, 0, List.of());
    }

    // --- drafts

    @Test
    void aConversationHasOneDraftAndItIsKeptExactly() throws Exception {
        DraftStore drafts = offered(drafts());
        assertEquals(Map.of(), drafts.drafts());

        await(drafts.put(ANN, draft("first")));
        await(drafts.put(ANN, DRAFT));
        await(drafts.put(BOB, draft("for bob")));

        assertEquals(Map.of(ANN, DRAFT, BOB, draft("for bob")), drafts.drafts());
    }

    @Test
    void aDraftThatIsRemovedOrEmptyIsGone() throws Exception {
        DraftStore drafts = offered(drafts());
        await(drafts.put(ANN, DRAFT));
        await(drafts.put(BOB, DRAFT));

        await(drafts.put(ANN, draft("")));
        await(drafts.remove(BOB));
        await(drafts.remove(BOB));

        assertEquals(Map.of(), drafts.drafts());
    }

    @Test
    void draftsTakeEffectInTheOrderOfCalls() throws Exception {
        DraftStore drafts = offered(drafts());
        for (int i = 0; i < 100; i++) {
            drafts.put(ANN, draft("a" + i));
            drafts.remove(ANN);
            drafts.put(BOB, draft("b" + i));
        }
        await(drafts.put(ANN, draft("last")));

        assertEquals(Map.of(ANN, draft("last"), BOB, draft("b99")), drafts.drafts());
    }

    @Test
    void theListShowsTheTextOfADraft() throws Exception {
        DraftStore drafts = offered(drafts());
        append(fromUser("ann", "1", 5));
        append(fromUser("bob", "2", 5));
        assertEquals("", summary(ANN).draft());

        await(drafts.put(ANN, DRAFT));
        assertEquals(DRAFT.text(), summary(ANN).draft());
        assertEquals("", summary(BOB).draft());

        append(fromAgent("ann", "3", 6));
        assertEquals(DRAFT.text(), summary(ANN).draft());

        await(drafts.put(ANN, new StoredDraft("", 0, DRAFT.attachments())));
        assertEquals("", summary(ANN).draft());

        await(drafts.put(ANN, draft("again")));
        assertEquals("again", summary(ANN).draft());
        await(drafts.remove(ANN));
        assertEquals("", summary(ANN).draft());
    }

    @Test
    void aDraftAloneMakesNoConversationButIsThereWhenOneBegins() throws Exception {
        DraftStore drafts = offered(drafts());
        await(drafts.put(ANN, DRAFT));
        assertEquals(List.of(), store().conversations());

        append(fromUser("ann", "1", 5));

        assertEquals(DRAFT.text(), summary(ANN).draft());
    }

    @Test
    void nobodyIsToldOfDrafts() throws Exception {
        DraftStore drafts = offered(drafts());
        append(fromUser("ann", "1", 5));
        BlockingQueue<StoreChange> told = listening();

        await(drafts.put(ANN, DRAFT));
        await(drafts.remove(ANN));

        assertNothingTold(told);
    }

    // --- notes

    @Test
    void notesAreKeptInOrderForTheirConversation() throws Exception {
        NoteStore notes = offered(notes());
        append(fromUser("ann", "1", 5));
        Instant before = Instant.now();
        Note first = await(notes.addNote(ANN, null, "lin", "calls in the morning \uD83D\uDE00"));
        Note other = await(notes.addNote(BOB, null, "lin", "of bob"));
        Note second = await(notes.addNote(ANN, id("1"), "wei", ""));

        assertEquals(List.of(first, second), notes.notes(ANN));
        assertEquals(List.of(other), notes.notes(BOB));
        assertEquals(3, new HashSet<>(List.of(first.id(), second.id(), other.id())).size());
        assertEquals(new Note(first.id(), ANN, null, "lin", "calls in the morning \uD83D\uDE00", first.time()), first);
        assertEquals(new Note(second.id(), ANN, new MessageId("1"), "wei", "", second.time()), second);
        assertFalse(first.time().isBefore(before) || first.time().isAfter(Instant.now()));

        await(notes.removeNote(first.id()));
        await(notes.removeNote(first.id()));
        assertEquals(List.of(second), notes.notes(ANN));
        assertEquals(List.of(other), notes.notes(BOB));
    }

    @Test
    void aNoteNeedsNoMessageAndMakesNothingUnread() throws Exception {
        NoteStore notes = offered(notes());
        Note note = await(notes.addNote(ANN, id("none"), "lin", "text"));
        assertEquals(List.of(note), notes.notes(ANN));
        assertEquals(List.of(), store().conversations());

        append(fromUser("ann", "1", 5));
        await(store().markRead(ANN));
        await(notes.addNote(ANN, id("1"), "lin", "text"));
        assertEquals(List.of(), unread(ANN));
        assertEquals("1", summary(ANN).last().message().id().value());
    }

    @Test
    void listenersAreToldOfNotes() throws Exception {
        NoteStore notes = offered(notes());
        BlockingQueue<StoreChange> told = listening();

        Note note = await(notes.addNote(ANN, null, "lin", "text"));
        assertTold(ANN, told);
        await(notes.removeNote(note.id()));
        assertTold(ANN, told);

        await(notes.removeNote(note.id()));
        assertNothingTold(told);
    }

    // --- tags

    @Test
    void tagsReplaceEachOther() throws Exception {
        NoteStore notes = offered(notes());
        assertEquals(Set.of(), notes.tags(ANN));
        Set<String> given = new HashSet<>(Set.of("vip", "\u91CD\u8981"));

        await(notes.setTags(ANN, given));
        given.clear();
        assertEquals(Set.of("vip", "\u91CD\u8981"), notes.tags(ANN));
        assertEquals(Set.of(), notes.tags(BOB));

        await(notes.setTags(ANN, Set.of("late payer")));
        assertEquals(Set.of("late payer"), notes.tags(ANN));

        await(notes.setTags(ANN, Set.of()));
        assertEquals(Set.of(), notes.tags(ANN));
    }

    @Test
    void theListShowsTags() throws Exception {
        NoteStore notes = offered(notes());
        await(notes.setTags(ANN, Set.of("vip")));
        assertEquals(List.of(), store().conversations());
        append(fromUser("ann", "1", 5));
        append(fromUser("bob", "2", 5));
        assertEquals(Set.of("vip"), summary(ANN).tags());
        assertEquals(Set.of(), summary(BOB).tags());

        await(notes.setTags(ANN, Set.of("new", "other")));
        assertEquals(Set.of("new", "other"), summary(ANN).tags());

        await(notes.setTags(ANN, Set.of()));
        assertEquals(Set.of(), summary(ANN).tags());
    }

    @Test
    void listenersAreToldOfTags() throws Exception {
        NoteStore notes = offered(notes());
        BlockingQueue<StoreChange> told = listening();

        await(notes.setTags(ANN, Set.of("vip")));
        assertTold(ANN, told);
        await(notes.setTags(ANN, Set.of()));
        assertTold(ANN, told);
    }

    // --- names

    @Test
    void namesAreKeptUntilOthersAreGiven() throws Exception {
        CustomerCache customers = offered(customers());
        assertEquals(Map.of(), customers.customers());
        Map<ConversationId, Customer> given = new HashMap<>(
                Map.of(ANN, new Customer("Ann", "Suzhou"), BOB, new Customer("Bob", "")));

        await(customers.putCustomers(given));
        given.clear();
        await(customers.putCustomers(Map.of(BOB, new Customer("Bob B.", "\u82CF\u5DDE"))));
        await(customers.putCustomers(Map.of()));

        assertEquals(Map.of(ANN, new Customer("Ann", "Suzhou"), BOB, new Customer("Bob B.", "\u82CF\u5DDE")),
                customers.customers());
        assertEquals(List.of(), store().conversations());
    }

    // --- what is promised

    @Test
    void whoWaitsIsToBeAnsweredWithinWhatIsPromised() throws Exception {
        append(fromUser("ann", "1", 5));
        append(fromUser("ann", "2", 6));
        append(withTime(fromUser("bob", "3", 0), Instant.MAX));

        assertEquals(answerWithin() == null ? null : Instant.ofEpochSecond(5).plus(answerWithin()),
                summary(ANN).deadline());
        assertEquals(answerWithin() == null ? null : Instant.MAX, summary(BOB).deadline());

        append(fromAgent("ann", "4", 7));
        assertNull(summary(ANN).deadline());

        append(fromUser("ann", "5", 8));
        assertEquals(answerWithin() == null ? null : Instant.ofEpochSecond(8).plus(answerWithin()),
                summary(ANN).deadline());
    }
}
