// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.MessageSender;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.testkit.RecordingLogger;
import org.chatdock.ui.api.OutgoingFilter;
import org.chatdock.ui.internal.guest.Contributions;
import org.chatdock.ui.internal.guest.Origin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DraftBookTest {
    private static final ConversationId ANN = new ConversationId("ann");
    private static final ConversationId BOB = new ConversationId("bob");

    private final RecordingLogger log = new RecordingLogger();
    private final Contributions contributions = new Contributions(() -> 0, log.logger());
    private final ExecutorService strangers = Executors.newSingleThreadExecutor();
    private final DraftKeeper keeper = new DraftKeeper((millis, task) -> {
        // Nothing is kept here: see DraftKeeperTest.
    }, log.logger());
    private final DraftBook book = new DraftBook(Runnable::run, new OutgoingChecks(contributions.filters(),
            Runnable::run, strangers, OutgoingChecks.LIMIT_MILLIS), keeper);
    private final List<Outgoing> sent = new ArrayList<>();
    private final List<ConversationId> changed = new ArrayList<>();
    private CompletableFuture<SendOutcome> answer;
    private final MessageSender sender = outgoing -> {
        sent.add(outgoing);
        return answer;
    };

    @BeforeAll
    static void english() {
        Language.use(Language.ENGLISH);
    }

    @BeforeEach
    void noAnswerYet() {
        answer = new CompletableFuture<>();
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
    }

    private void send(ConversationId to) {
        book.send(to, sender, false, changed::add);
    }

    private static SendOutcome accepted() {
        return new SendOutcome.Sent(Say.agent("ann", 1, "x"));
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
        assertEquals(List.of(Outgoing.text(ANN, "to Ann")), sent);
        assertTrue(book.draft(ANN).sending());
        assertFalse(book.draft(BOB).sending());
        answer.complete(accepted());
        assertEquals("", book.text(ANN));
        assertEquals("to Bob", book.text(BOB));
        assertEquals(List.of(ANN, ANN), changed);
    }

    @Test
    void isSentOnce() {
        write(ANN, "once");
        send(ANN);
        send(ANN);
        assertEquals(1, sent.size());
        answer.complete(accepted());
        assertFalse(book.draft(ANN).sending());
    }

    @Test
    void whatIsTypedMeanwhileStays() {
        write(ANN, "first");
        send(ANN);
        write(ANN, "first and more");
        answer.complete(accepted());
        assertEquals("and more", book.text(ANN));
        assertEquals(8, book.draft(ANN).caret());
    }

    @Test
    void whatIsChangedMeanwhileStaysWhole() {
        write(ANN, "first");
        send(ANN);
        write(ANN, "something else");
        answer.complete(accepted());
        assertEquals("something else", book.text(ANN));
    }

    @Test
    void isKeptWithTheReasonIfRefused() {
        write(ANN, "kept");
        send(ANN);
        answer.complete(new SendOutcome.Refused(SendOutcome.Reason.SERVICE, "The customer has left"));
        assertEquals("kept", book.text(ANN));
        assertEquals("The customer has left", book.draft(ANN).problem());
        answer = new CompletableFuture<>();
        send(ANN);
        assertEquals("", book.draft(ANN).problem(), "A new try, a new chance.");
        assertEquals(2, sent.size());
    }

    @Test
    void isKeptIfTheSenderBreaksItsWord() {
        write(ANN, "kept");
        send(ANN);
        answer.completeExceptionally(new IllegalStateException("broken"));
        assertEquals("kept", book.text(ANN));
        assertEquals(Messages.Send_unknown, book.draft(ANN).problem());
        assertFalse(book.draft(ANN).sending());
    }

    @Test
    void nothingIsNotSent() {
        write(ANN, " \n ");
        send(ANN);
        assertEquals(List.of(), sent);
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
        assertEquals(List.of(), sent);
        assertTrue(book.draft(ANN).warned());
        assertEquals("a card number", book.draft(ANN).problem());
        assertEquals("1234", book.text(ANN));
        send(ANN);
        assertEquals(List.of(), sent, "To press the key again is not to insist.");
        book.send(ANN, sender, true, changed::add);
        assertEquals(List.of(Outgoing.text(ANN, "1234")), sent);
        answer.complete(accepted());
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
        book.send(ANN, sender, true, changed::add);
        assertEquals(List.of(), sent);
        assertTrue(book.draft(ANN).warned());
    }

    @Test
    void filtersSeeWhatTheOnesBeforeMadeOfTheMessage() {
        filter(1, outgoing -> OutgoingFilter.change(outgoing.content() + " b"));
        filter(2, outgoing -> OutgoingFilter.change(outgoing.content() + " a"));
        write(ANN, "text");
        send(ANN);
        assertEquals(List.of(Outgoing.text(ANN, "text a b")), sent);
        answer.complete(accepted());
        assertEquals("", book.text(ANN));
    }

    @Test
    void refusedTextStaysAndNoFilterIsAskedAfterThat() {
        filter(1, outgoing -> OutgoingFilter.refuse("never"));
        filter(0, outgoing -> {
            throw new AssertionError("asked in vain");
        });
        write(ANN, "secret");
        book.send(ANN, sender, true, changed::add);
        assertEquals(List.of(), sent);
        assertEquals("never", book.draft(ANN).problem());
        assertEquals("secret", book.text(ANN));
        assertFalse(book.draft(ANN).warned());
    }

    @Test
    void textThatAFilterMadeBlankIsNotSent() {
        filter(0, outgoing -> OutgoingFilter.change(" "));
        write(ANN, "text");
        send(ANN);
        assertEquals(List.of(), sent);
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
