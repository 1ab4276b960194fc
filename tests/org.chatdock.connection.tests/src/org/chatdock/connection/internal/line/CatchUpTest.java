// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.chatdock.api.connection.HistoryPage;
import org.chatdock.api.connection.HistorySource;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.testkit.Messages;
import org.junit.jupiter.api.Test;

/** R7 of connection-facts, seen from the line: what was missed is asked for by id. */
class CatchUpTest extends OnTheBench {
    private record Question(Map<ConversationId, MessageId> known, String after,
            CompletableFuture<HistoryPage> answer) {
    }

    private final List<Question> questions = new ArrayList<>();
    private final Map<ConversationId, MessageId> known = Map.of(new ConversationId("ann"), new MessageId("5"));

    private void withHistory() {
        bench.history = (ids, after) -> {
            Question question = new Question(ids, after, new CompletableFuture<>());
            questions.add(question);
            return question.answer();
        };
        bench.known = () -> known;
        bench.maxInFlight = 100;
    }

    private Question last() {
        return questions.get(questions.size() - 1);
    }

    private static HistoryPage page(String next, String... ids) {
        return new HistoryPage(Stream.of(ids).map(id -> Messages.fromCustomer("ann", id)).toList(), next);
    }

    private List<String> delivered() {
        return bench.deliveries.stream().map(delivery -> delivery.message().id().value()).toList();
    }

    @Test
    void withoutAHistoryTheLineIsCurrentWhenItIsUpAndReadsAtOnce() {
        bench.startUp();

        assertTrue(bench.line.status().current());
        assertEquals(1, bench.socket().resumed);
    }

    @Test
    void whatIsKnownIsLookedUpBeforeTheSocketCanBringAnything() {
        withHistory();
        List<String> order = new ArrayList<>();
        bench.known = () -> {
            order.add("looked up, " + bench.sockets.size() + " sockets");
            return known;
        };

        bench.startUp();

        assertEquals(List.of("looked up, 0 sockets"), order);
        assertEquals(known, last().known());
        assertNull(last().after());
    }

    @Test
    void theSocketIsNotReadBeforeTheLookUpIsDone() {
        withHistory();
        List<Runnable> held = new ArrayList<>();
        boolean[] holding = { false };
        bench.helpers = task -> {
            if (holding[0]) {
                held.add(task);
            } else {
                task.run();
            }
        };
        bench.start();
        bench.lose(REFUSED);
        bench.lane.advance(Duration.between(bench.clock.instant(), bench.line.status().nextTry()).minusMillis(1));
        holding[0] = true;
        bench.lane.advance(Duration.ofMillis(1));
        held.remove(0).run();
        bench.accept();

        bench.advance(5);
        assertEquals(0, bench.socket().resumed);
        holding[0] = false;
        held.forEach(Runnable::run);

        assertEquals(1, questions.size());
    }

    @Test
    void newMessagesWaitForTheMissedOnesButNotLongerThanTwoSeconds() {
        withHistory();
        bench.startUp();

        bench.lane.advance(Duration.ofMillis(1_999));
        assertEquals(0, bench.socket().resumed);
        bench.lane.advance(Duration.ofMillis(1));

        assertEquals(1, bench.socket().resumed);
        assertFalse(bench.line.status().current());
    }

    @Test
    void theSocketIsReadWhenTheMissedOnesAreHandled() {
        withHistory();
        bench.startUp();

        last().answer().complete(page(null, "6", "7"));
        assertEquals(List.of("6", "7"), delivered());
        assertEquals(0, bench.socket().resumed);
        bench.deliveries.get(0).done();
        assertFalse(bench.line.status().current());
        bench.deliveries.get(1).done();

        assertEquals(1, bench.socket().resumed);
        assertTrue(bench.line.status().current());
        assertTrue(bench.told.get(bench.told.size() - 1).current());
        bench.advance(10);
        assertEquals(1, bench.socket().resumed);
    }

    @Test
    void anEmptyAnswerMakesTheLineCurrent() {
        withHistory();
        bench.startUp();

        last().answer().complete(page(null));

        assertTrue(bench.line.status().current());
        assertEquals(1, bench.socket().resumed);
    }

    @Test
    void pageAfterPageIsAskedForWithTheCursorAndTheSameIds() {
        withHistory();
        bench.startUp();

        last().answer().complete(page("a", "6"));
        assertEquals(1, questions.size(), "the handlers are not done");
        bench.deliveries.get(0).done();
        assertEquals("a", last().after());
        last().answer().complete(page("b", "7"));
        bench.deliveries.get(1).done();
        assertEquals("b", last().after());
        assertEquals(known, last().known());
        assertFalse(bench.line.status().current());
        last().answer().complete(page(null));

        assertEquals(3, questions.size());
        assertTrue(bench.line.status().current());
        assertEquals(2, bench.line.metrics().caughtUp());
    }

    @Test
    void whatWasMissedIsNotAcknowledged() {
        withHistory();
        bench.startUp();

        last().answer().complete(page(null, "6"));
        bench.deliveries.get(0).acknowledge("h");
        bench.deliveries.get(0).done();

        assertEquals(List.of(), bench.socket().written());
    }

    @Test
    void aSourceThatFailsIsAskedAgainLaterAndLaterAndHoldsUpNobody() {
        withHistory();
        bench.startUp();
        List<Long> waits = new ArrayList<>();

        for (int i = 0; i < 8; i++) {
            int asked = questions.size();
            last().answer().completeExceptionally(new IllegalStateException("503"));
            long began = bench.lane.millis();
            while (questions.size() == asked) {
                bench.hear();
                bench.lane.advance(Duration.ofMillis(500));
            }
            waits.add((bench.lane.millis() - began) / 1_000);
        }

        assertEquals(List.of(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L), waits);
        assertEquals(1, bench.socket().resumed);
        last().answer().complete(page(null));
        assertTrue(bench.line.status().current());
    }

    @Test
    void aSourceThatThrowsOrGivesNothingIsAskedAgain() {
        withHistory();
        HistorySource good = bench.history;
        List<HistorySource> bad = List.of((ids, after) -> {
            throw new IllegalStateException("closed");
        }, (ids, after) -> null, (ids, after) -> CompletableFuture.completedStage(null));
        for (HistorySource each : bad) {
            bench.history = each;
            if (bench.line == null) {
                bench.startUp();
            } else {
                bench.lose();
                bench.comeBack();
            }
            assertFalse(bench.line.status().current());
            bench.history = good;
            bench.liveFor(2);
            last().answer().complete(page(null));
            assertTrue(bench.line.status().current());
        }

        assertEquals(3, questions.size());
    }

    @Test
    void aPageThatWasGotIsNotAskedForAgainAfterAFailure() {
        withHistory();
        bench.startUp();
        last().answer().complete(page("a", "6"));
        bench.deliveries.get(0).done();

        last().answer().completeExceptionally(new IllegalStateException("503"));
        bench.liveFor(2);

        assertEquals("a", last().after());
        assertEquals(3, questions.size());
    }

    @Test
    void aLossEndsTheAskingAndTheNextTimeItBeginsAnew() {
        withHistory();
        bench.startUp();
        Question old = last();
        bench.lose();
        bench.nextTry();

        old.answer().complete(page("a", "6"));
        assertEquals(List.of(), delivered());
        bench.accept();

        assertEquals(2, questions.size());
        assertNull(last().after());
        assertFalse(bench.line.status().current());
    }

    @Test
    void aLossEndsTheWaitForTheNextQuestion() {
        withHistory();
        bench.startUp();
        last().answer().completeExceptionally(new IllegalStateException("503"));
        bench.credentials = CompletableFuture::new;
        bench.lose();

        bench.advance(600);

        assertEquals(1, questions.size());
    }

    @Test
    void handlersThatAreDoneAfterTheLossAskForNothing() {
        withHistory();
        bench.startUp();
        last().answer().complete(page("a", "6"));
        bench.lose();

        bench.deliveries.get(0).done();

        assertEquals(1, questions.size());
        assertFalse(bench.line.status().current());
    }

    @Test
    void aLineThatIsDownIsNotCurrent() {
        bench.startUp();

        bench.lose();

        assertFalse(bench.line.status().current());
        bench.comeBack();
        assertTrue(bench.line.status().current());
    }

    @Test
    void aStoreThatCannotTellWhatIsKnownIsAnErrorButTheLineWorks() {
        withHistory();
        bench.known = () -> {
            throw new IllegalStateException("disk");
        };

        bench.startUp();

        assertEquals(1, bench.socket().resumed);
        assertEquals(List.of(), questions);
        assertEquals("disk", bench.log.takeError().failure().getMessage());
    }

    @Test
    void aHistoryThatHasGoneMeanwhileIsNotWaitedFor() {
        withHistory();
        bench.start();
        bench.history = null;

        bench.accept();

        assertTrue(bench.line.status().current());
        assertEquals(1, bench.socket().resumed);
    }

    @Test
    void whatComesBothWaysIsDeliveredTwiceForTheStoreToTell() {
        withHistory();
        bench.startUp();
        bench.advance(2);
        bench.socket().receive(frame(6));
        last().answer().complete(page(null, "6"));

        assertEquals(List.of("6", "6"), delivered());
        assertEquals(0, bench.line.metrics().caughtUp());
    }
}
