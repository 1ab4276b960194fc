// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.chatdock.api.customer.CustomerInFront;
import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.testkit.RecordingLogger;
import org.chatdock.ui.api.OutgoingFilter;
import org.chatdock.ui.internal.guest.Contributions;
import org.chatdock.ui.internal.guest.Origin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DraftBookTest {
    private static final ConversationId ANN = new ConversationId("ann");
    private static final ConversationId BOB = new ConversationId("bob");
    private static final Attachment PICTURE = new Attachment("https://example.org/1.png", "", "");
    private static final Attachment FILE = new Attachment("", "https://example.org/2.pdf", "");

    private final RecordingLogger log = new RecordingLogger();
    private final Contributions contributions = new Contributions(() -> 0, log.logger());
    private final ExecutorService strangers = Executors.newSingleThreadExecutor();
    private final List<Runnable> later = new ArrayList<>();
    private final DraftKeeper keeper = new DraftKeeper((millis, task) -> later.add(task), log.logger());
    private final MemoryDrafts kept = new MemoryDrafts();
    private final WrongCustomer guard = new WrongCustomer(
            new CustomerNames(new CustomerKeeper((millis, task) -> later.add(task), log.logger()), log.logger()),
            log.logger());
    private final DraftBook book = new DraftBook(Runnable::run, new OutgoingChecks(contributions.filters(),
            Runnable::run, strangers, OutgoingChecks.LIMIT_MILLIS), guard, keeper);
    private final FakeOutbox outbox = new FakeOutbox();
    private final List<ConversationId> changed = new ArrayList<>();
    private ConversationId front;

    @BeforeAll
    static void english() {
        Language.use(Language.ENGLISH);
    }

    @AfterEach
    void stop() {
        strangers.shutdownNow();
        log.assertNoErrors();
    }

    private void filter(int ranking, OutgoingFilter filter) {
        contributions.filters().put(filter, new Origin("filters", ranking, ranking));
    }

    private void write(ConversationId to, String text) {
        book.draft(to).edit(text, text.length());
        book.edited(to);
    }

    private void send(ConversationId to) {
        book.send(to, outbox, false, changed::add);
    }

    private void insist(ConversationId to) {
        book.send(to, outbox, true, changed::add);
    }

    private List<Outgoing> sent() {
        return outbox.puts().stream().flatMap(put -> put.parts().stream()).toList();
    }

    private FakeOutbox.Put put(int index) {
        return outbox.puts().get(index);
    }

    /** Runs what is planned, and what that plans. */
    private void time() {
        while (!later.isEmpty()) {
            later.remove(0).run();
        }
    }

    private void keep() {
        keeper.setStore(kept, found -> {
            // Not of interest.
        });
        time();
    }

    @Test
    void everyConversationHasItsOwn() {
        write(ANN, "to Ann");
        write(BOB, "to Bob");
        assertEquals("to Ann", book.text(ANN));
        assertEquals("to Bob", book.text(BOB));
        assertEquals("", book.text(new ConversationId("cat")));
    }

    @Test
    void goesToTheConversationItWasWrittenFor() {
        write(ANN, "to Ann");
        write(BOB, "to Bob");
        send(ANN);
        assertEquals(List.of(Outgoing.text(ANN, "to Ann")), sent());
        assertTrue(book.draft(ANN).sending());
        assertFalse(book.draft(BOB).sending());
        put(0).accept();
        assertEquals("", book.text(ANN));
        assertEquals("to Bob", book.text(BOB));
        assertEquals(List.of(ANN, ANN), changed);
    }

    @Test
    void isSentOnce() {
        write(ANN, "once");
        send(ANN);
        send(ANN);
        assertEquals(1, sent().size());
        put(0).accept();
        assertFalse(book.draft(ANN).sending());
    }

    @Test
    void whatIsTypedMeanwhileStays() {
        write(ANN, "first");
        send(ANN);
        write(ANN, "first and more");
        put(0).accept();
        assertEquals("and more", book.text(ANN));
        assertEquals(8, book.draft(ANN).caret());
    }

    @Test
    void whatIsChangedMeanwhileStaysWhole() {
        write(ANN, "first");
        send(ANN);
        write(ANN, "something else");
        put(0).accept();
        assertEquals("something else", book.text(ANN));
    }

    @Test
    void whatIsWrittenWhileAFilterThinksIsTheRestThatTheOutboxKeeps() {
        filter(0, outgoing -> {
            write(ANN, "first and more");
            return OutgoingFilter.pass();
        });
        write(ANN, "first");
        send(ANN);
        assertEquals(List.of(Outgoing.text(ANN, "first")), sent());
        assertEquals(new StoredDraft("and more", 8, List.of()), put(0).rest());
        put(0).accept();
        assertEquals("and more", book.text(ANN));
    }

    @Test
    void isKeptWithTheReasonIfNotTaken() {
        write(ANN, "kept");
        send(ANN);
        put(0).refuse(Reason.FULL);
        assertEquals("kept", book.text(ANN));
        assertEquals(Messages.Send_full, book.draft(ANN).problem());
        send(ANN);
        assertEquals("", book.draft(ANN).problem(), "A new try, a new chance.");
        assertEquals(2, sent().size());
    }

    @Test
    void isKeptIfTheOutboxBreaksItsWord() {
        write(ANN, "kept");
        send(ANN);
        put(0).breakDown();
        assertEquals("kept", book.text(ANN));
        assertEquals(Messages.Send_unknown, book.draft(ANN).problem());
        assertFalse(book.draft(ANN).sending());
    }

    @Test
    void theNextMessageIsSentWhileTheFirstIsOnItsWay() {
        write(ANN, "one");
        send(ANN);
        put(0).accept();
        write(ANN, "two");
        send(ANN);
        assertEquals(List.of(Outgoing.text(ANN, "one"), Outgoing.text(ANN, "two")), sent());
    }

    @Test
    void attachmentsGoBeforeTheTextAndStayIfAddedLater() {
        write(ANN, "see these");
        book.draft(ANN).add(DraftItem.of(PICTURE));
        book.draft(ANN).add(DraftItem.of(FILE));
        send(ANN);
        assertEquals(List.of(new Outgoing(ANN, MessageType.IMAGE, "", PICTURE),
                new Outgoing(ANN, MessageType.FILE, "", FILE), Outgoing.text(ANN, "see these")), put(0).parts());
        book.draft(ANN).add(DraftItem.of(PICTURE));
        put(0).accept();
        assertEquals(new StoredDraft("", 0, List.of(PICTURE)), book.draft(ANN).stored());
        send(ANN);
        assertEquals(List.of(new Outgoing(ANN, MessageType.IMAGE, "", PICTURE)), put(1).parts());
    }

    @Test
    void attachmentsAreKeptWithTheDraft() {
        keep();
        book.draft(ANN).add(DraftItem.of(PICTURE));
        book.edited(ANN);
        time();
        assertEquals(Map.of(ANN, new StoredDraft("", 0, List.of(PICTURE))), kept.drafts());
        DraftBook later = new DraftBook(Runnable::run, null, guard, keeper);
        later.restore(kept.drafts(), text -> Set.of());
        assertEquals(List.of(PICTURE), later.draft(ANN).attachments());
    }

    @Test
    void aDraftThatIsPlannedDoesNotComeAfterTheSend() {
        keep();
        write(ANN, "hello");
        send(ANN);
        assertEquals(Map.of(ANN, new StoredDraft("hello", 5, List.of())), kept.drafts(), "Once more, before.");
        // As the outbox's transaction does.
        kept.put(ANN, put(0).rest());
        time();
        assertEquals(Map.of(), kept.drafts(), "Not while it is decided.");
        put(0).accept();
        time();
        assertEquals(Map.of(), kept.drafts());
    }

    @Test
    void whatIsWrittenBehindIsKeptAfterTheDecision() {
        keep();
        write(ANN, "hello");
        send(ANN);
        write(ANN, "hello again");
        kept.put(ANN, put(0).rest());
        time();
        assertEquals(Map.of(), kept.drafts());
        put(0).accept();
        time();
        assertEquals(Map.of(ANN, new StoredDraft("again", 5, List.of())), kept.drafts());
    }

    @Test
    void whatIsNotTakenIsKeptAsItIsThen() {
        keep();
        write(ANN, "hello");
        send(ANN);
        write(ANN, "hello again");
        put(0).refuse(Reason.NOT_STORED);
        time();
        assertEquals(Map.of(ANN, new StoredDraft("hello again", 11, List.of())), kept.drafts());
    }

    @Test
    void whatIsThrownAwayWhileTheOutboxRefusesItIsForgotten() {
        keep();
        write(ANN, "hello");
        send(ANN);
        write(ANN, "");
        put(0).refuse(Reason.NOT_STORED);
        time();
        assertEquals(Map.of(), kept.drafts());
    }

    @Test
    void whatWasSentIsNotRestored() {
        write(ANN, "hello");
        Map<ConversationId, StoredDraft> read = Map.of(ANN, book.draft(ANN).stored());
        send(ANN);
        put(0).accept();
        book.restore(read, text -> Set.of());
        assertEquals("", book.text(ANN));
    }

    @Test
    void whatIsGivenUpComesBackBehindWhatIsThere() {
        keep();
        book.takeBack(Outgoing.text(ANN, "one"));
        assertEquals(new StoredDraft("one", 3, List.of()), book.draft(ANN).stored());
        book.takeBack(new Outgoing(ANN, MessageType.IMAGE, "two", PICTURE));
        time();
        assertEquals(Map.of(ANN, new StoredDraft("one\ntwo", 7, List.of(PICTURE))), kept.drafts());
    }

    private void inFront(ConversationId whose) {
        front = whose;
        CustomerInFront service = () -> Optional.ofNullable(front);
        guard.setService(service);
    }

    @Test
    void whoLooksAtAnotherCustomerIsAskedOncePerPair() {
        inFront(BOB);
        write(ANN, "one");
        send(ANN);
        assertEquals(List.of(), sent());
        assertEquals("The record in front is of bob. Send to ann all the same?", book.draft(ANN).problem());
        assertTrue(book.draft(ANN).warned());
        send(ANN);
        assertEquals(List.of(), sent(), "To press the key again is not to insist.");
        insist(ANN);
        assertEquals(1, sent().size());
        put(0).accept();
        write(ANN, "two");
        send(ANN);
        assertEquals(2, sent().size(), "The agent has said so.");
        put(1).accept();
        inFront(ANN);
        write(ANN, "three");
        send(ANN);
        put(2).accept();
        inFront(BOB);
        write(ANN, "four");
        send(ANN);
        assertEquals(3, sent().size(), "Another record was in front since.");
    }

    @Test
    void aQuestionThatIsSettledIsAskedNoMore() {
        inFront(BOB);
        write(ANN, "one");
        send(ANN);
        inFront(ANN);
        send(ANN);
        assertEquals(1, sent().size());
    }

    @Test
    void insistingAnswersOnlyWhatWasAsked() {
        filter(0, outgoing -> OutgoingFilter.warn("a card number"));
        write(ANN, "1234");
        send(ANN);
        assertEquals("a card number", book.draft(ANN).problem());
        inFront(BOB);
        insist(ANN);
        assertEquals(List.of(), sent());
        assertEquals("The record in front is of bob. Send to ann all the same?", book.draft(ANN).problem());
        insist(ANN);
        assertEquals(1, sent().size());
    }

    @Test
    void bothQuestionsAreAskedTogether() {
        filter(0, outgoing -> OutgoingFilter.warn("a card number"));
        inFront(BOB);
        write(ANN, "1234");
        send(ANN);
        assertEquals("The record in front is of bob. Send to ann all the same?\na card number",
                book.draft(ANN).problem());
        insist(ANN);
        assertEquals(1, sent().size());
    }

    @Test
    void nobodyIsAskedWhereNobodyKnows() {
        inFront(null);
        write(ANN, "one");
        send(ANN);
        assertEquals(1, sent().size());
    }

    @Test
    void aHostThatFailsIsLoggedAndNobodyIsAsked() {
        guard.setService(() -> {
            throw new IllegalStateException("secret");
        });
        write(ANN, "one");
        send(ANN);
        assertEquals(1, sent().size());
        log.assertNowhere("secret");
        log.takeError();
    }

    @Test
    void nothingIsNotSent() {
        write(ANN, " \n ");
        send(ANN);
        assertEquals(List.of(), sent());
        assertEquals(Messages.Send_empty, book.draft(ANN).problem());
        assertEquals(List.of(ANN), changed);
    }

    @Test
    void withoutASenderItSaysSo() {
        write(ANN, "kept");
        book.send(ANN, null, false, changed::add);
        assertEquals(Messages.Send_notConfigured, book.draft(ANN).problem());
        assertEquals("kept", book.text(ANN));
    }

    @Test
    void warnedTextStaysUntilTheAgentInsists() {
        filter(0, outgoing -> OutgoingFilter.warn("a card number"));
        write(ANN, "1234");
        send(ANN);
        assertEquals(List.of(), sent());
        assertTrue(book.draft(ANN).warned());
        assertEquals("a card number", book.draft(ANN).problem());
        assertEquals("1234", book.text(ANN));
        send(ANN);
        assertEquals(List.of(), sent(), "To press the key again is not to insist.");
        insist(ANN);
        assertEquals(List.of(Outgoing.text(ANN, "1234")), sent());
        put(0).accept();
        assertEquals("", book.text(ANN));
        assertFalse(book.draft(ANN).warned());
    }

    @Test
    void anotherTextIsAnotherWarning() {
        filter(0, outgoing -> OutgoingFilter.warn("a card number"));
        write(ANN, "1234");
        send(ANN);
        write(ANN, "12345");
        assertFalse(book.draft(ANN).warned());
        insist(ANN);
        assertEquals(List.of(), sent());
        assertTrue(book.draft(ANN).warned());
    }

    @Test
    void filtersSeeWhatTheOnesBeforeMadeOfTheMessage() {
        filter(1, outgoing -> OutgoingFilter.change(outgoing.content() + " b"));
        filter(2, outgoing -> OutgoingFilter.change(outgoing.content() + " a"));
        write(ANN, "text");
        send(ANN);
        assertEquals(List.of(Outgoing.text(ANN, "text a b")), sent());
        put(0).accept();
        assertEquals("", book.text(ANN));
    }

    @Test
    void refusedTextStaysAndNoFilterIsAskedAfterThat() {
        filter(1, outgoing -> OutgoingFilter.refuse("never"));
        filter(0, outgoing -> {
            throw new AssertionError("asked in vain");
        });
        write(ANN, "secret");
        insist(ANN);
        assertEquals(List.of(), sent());
        assertEquals("never", book.draft(ANN).problem());
        assertEquals("secret", book.text(ANN));
        assertFalse(book.draft(ANN).warned());
    }

    @Test
    void textThatAFilterMadeBlankIsNotSent() {
        filter(0, outgoing -> OutgoingFilter.change(" "));
        write(ANN, "text");
        send(ANN);
        assertEquals(List.of(), sent());
        assertEquals("text", book.text(ANN));
        assertEquals("A message cannot be empty", book.draft(ANN).problem());
    }

    @Test
    void insertedTextStandsAtTheCaret() {
        write(ANN, "one three");
        book.draft(ANN).setCaret(4);
        book.draft(ANN).insert("two ");
        assertEquals("one two three", book.text(ANN));
        assertEquals(8, book.draft(ANN).caret());
    }
}
