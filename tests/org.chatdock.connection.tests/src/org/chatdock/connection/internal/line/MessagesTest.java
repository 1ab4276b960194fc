// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.message.Message;
import org.chatdock.testkit.Messages;
import org.junit.jupiter.api.Test;

/** Messages in, acknowledgements out. */
class MessagesTest extends OnTheBench {
    @Test
    void aMessageIsDeliveredAndItsAcknowledgementLeaves() {
        bench.startUp();

        assertTrue(bench.socket().receive(FRAME));
        assertEquals("1", bench.deliveries.get(0).message().id().value());
        bench.deliveries.get(0).acknowledge("newTextMessage");

        assertEquals(List.of("1|ann|||" + bench.clock.millis() + "|newTextMessage"), bench.socket().written());
    }

    @Test
    void anAcknowledgementThatIsDueWhileDownLeavesAfterTheReopen() {
        bench.startUp();
        bench.socket().receive(FRAME);
        FakeSocket lost = bench.socket();
        bench.lose();

        bench.deliveries.get(0).acknowledge("h");
        assertEquals(List.of(), lost.written());
        bench.nextTry();
        assertEquals(List.of(), bench.socket().written());
        bench.accept();

        assertEquals(1, bench.socket().written().size());
    }

    @Test
    void aTextThatIsNoMessageIsOnlyASignOfLife() {
        bench.startUp();
        bench.advance(3);

        assertTrue(bench.socket().receive("pong"));

        assertEquals(bench.clock.instant(), bench.line.status().lastHeartbeat());
        assertEquals(List.of(), bench.deliveries);
    }

    @Test
    void acknowledgementsOfOneBreathLeaveTogetherWhenThereIsNothingMoreToRead() {
        bench.maxInFlight = 10;
        bench.startUp();

        for (int i = 1; i <= 3; i++) {
            bench.socket().read(frame(i));
            bench.deliveries.get(i - 1).acknowledge("h");
        }
        assertEquals(List.of(), bench.socket().batches);
        bench.socket().events.dry();

        assertEquals(1, bench.socket().batches.size());
        assertEquals(3, bench.socket().written().size());
    }

    @Test
    void acknowledgementsOfOneAgentDoNotLeaveByAnothersSocket() {
        bench.startUp();
        bench.socket().receive(FRAME);
        bench.credentials = () -> CompletableFuture.completedStage(new Credentials("corp", "other", Bench.TOKEN));
        bench.line.signedIn();
        bench.comeBack();

        bench.deliveries.get(0).acknowledge("h");
        assertEquals(List.of(), bench.socket().written());
        bench.credentials = () -> CompletableFuture.completedStage(new Credentials("corp", "agent", Bench.TOKEN));
        bench.line.signedIn();
        bench.comeBack();

        assertEquals(1, bench.socket().written().size());
    }

    @Test
    void reconnectsDoNotMultiplyDeliveries() {
        bench.startUp();

        for (int i = 0; i < 1_000; i++) {
            bench.socket().receive(FRAME);
            bench.deliveries.get(i).done();
            bench.lose();
            bench.comeBack();
        }

        assertEquals(1_000, bench.deliveries.size());
        assertEquals(999, bench.line.metrics().duplicates());
        assertTrue(bench.lane.timers() < 10, () -> bench.lane.timers() + " timers");
    }

    @Test
    void aSocketThatIsAtTheLimitIsReadOnWhenThereIsRoom() {
        bench.startUp();
        for (int i = 1; i <= 4; i++) {
            assertEquals(i < 4, bench.socket().receive(frame(i)));
        }
        assertEquals(1, bench.socket().resumed);

        bench.deliveries.get(2).done();

        assertEquals(2, bench.socket().resumed);
    }

    @Test
    void aLateAcknowledgementLeavesByTheSocketsOfItsAgentOnly() {
        Message mine = Messages.builder("ann", "7").to("corp_agent").build();
        Message theirs = Messages.builder("ann", "8").to("corp_other").build();
        bench.credentials = () -> CompletableFuture.completedStage(new Credentials("corp", "agent", Bench.TOKEN));
        bench.startUp();
        bench.lose();

        assertTrue(bench.line.acknowledge(mine, "late"));
        assertFalse(bench.line.acknowledge(theirs, "late"));
        bench.nextTry();
        bench.accept();

        assertEquals(1, bench.socket().written().size());
        assertTrue(bench.socket().written().get(0).startsWith("7|ann|"));
    }

    @Test
    void beforeTheFirstTryNothingIsAcknowledgedLate() {
        bench.credentials = CompletableFuture::new;
        bench.start();

        assertFalse(bench.line.acknowledge(Messages.builder("ann", "7").to("corp_agent").build(), "late"));
    }
}
