// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final String ME = "corp_me";

    private final Meter meter = new Meter(() -> 0);
    private final List<String> relieved = new ArrayList<>();
    private final Outbox outbox = new Outbox(AckJournal.NONE, meter, () -> relieved.add("relieved"));

    private void add(int from, int to) {
        numbers(from, to).forEach(number -> outbox.add(ME, number, false, number));
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }

    @Test
    void textsWaitWhileDetachedAndLeaveInOrderOnceAttached() {
        FakeSocket socket = new FakeSocket();

        add(1, 5);
        outbox.attach(socket, ME);
        add(6, 7);

        assertEquals(numbers(1, 7), socket.written());
        assertEquals(numbers(1, 5), socket.batches.get(0));
    }

    @Test
    void whatComesDuringAWriteLeavesTogetherWithTheNext() {
        FakeSocket socket = FakeSocket.slow();
        outbox.attach(socket, ME);

        add(1, 4);
        assertEquals(List.of(numbers(1, 1)), socket.batches);
        socket.answer(true);

        assertEquals(List.of(numbers(1, 1), numbers(2, 4)), socket.batches);
        socket.answer(true);
        assertEquals(2, socket.batches.size());
    }

    @Test
    void aBatchHoldsTwoHundredAndFiftySixTextsAtMost() {
        FakeSocket socket = FakeSocket.slow();
        add(1, 600);

        outbox.attach(socket, ME);
        socket.answer(true);
        socket.answer(true);

        assertEquals(List.of(256, 256, 88), socket.batches.stream().map(List::size).toList());
        assertEquals(numbers(1, 600), socket.written());
    }

    @Test
    void aFailedWriteIsPutBackInFrontAndLeavesByTheNextSocket() {
        FakeSocket broken = FakeSocket.slow();
        FakeSocket next = new FakeSocket();
        add(1, 3);
        outbox.attach(broken, ME);
        add(4, 5);

        broken.answer(false);
        outbox.detach();
        assertEquals(1, broken.batches.size());
        outbox.attach(next, ME);

        assertEquals(List.of(numbers(1, 5)), next.batches);
    }

    @Test
    void aSocketThatFailedGetsNothingMore() {
        FakeSocket broken = FakeSocket.slow();
        outbox.attach(broken, ME);
        add(1, 1);

        broken.answer(false);
        add(2, 9);

        assertEquals(1, broken.batches.size());
    }

    @Test
    void aWriteThatFailsAfterTheLossIsPutBackInFront() {
        FakeSocket broken = FakeSocket.slow();
        FakeSocket next = new FakeSocket();
        outbox.attach(broken, ME);
        add(1, 3);

        outbox.detach();
        broken.answer(false);
        outbox.attach(next, ME);

        assertEquals(numbers(1, 3), next.written());
    }

    @Test
    void aWriteOfAnOldSocketThatFailsWhenTheNextIsThereAlreadyLeavesByThatOne() {
        FakeSocket old = FakeSocket.slow();
        FakeSocket next = new FakeSocket();
        outbox.attach(old, ME);
        add(1, 1);
        outbox.detach();
        outbox.attach(next, ME);

        old.answer(false);

        assertEquals(numbers(1, 1), next.written());
    }

    @Test
    void aWriteOfAnOldSocketThatEndsDoesNotStartASecondWriteOnTheNext() {
        FakeSocket old = FakeSocket.slow();
        FakeSocket next = FakeSocket.slow();
        outbox.attach(old, ME);
        add(1, 1);
        outbox.detach();
        outbox.attach(next, ME);
        add(2, 3);

        old.answer(true);

        assertEquals(List.of(numbers(1, 1)), next.batches);
        next.answer(true);
        assertEquals(numbers(1, 3), next.written());
    }

    @Test
    void whatAnOldSocketHasSentAtLastIsNotSentAgainIfItStillWaits() {
        FakeSocket old = FakeSocket.slow();
        FakeSocket next = new FakeSocket();
        outbox.attach(old, ME);
        add(1, 1);
        outbox.detach();
        add(2, 3);

        old.answer(true);
        outbox.attach(next, ME);

        assertEquals(numbers(2, 3), next.written());
        assertEquals(0, outbox.size());
    }

    @Test
    void whatIsDueAgainWhileItWaitsIsNotAddedASecondTime() {
        FakeSocket socket = new FakeSocket();
        add(1, 3);
        outbox.add(ME, "2", true, "2 again");
        outbox.add(ME, "4", true, "4");

        outbox.attach(socket, ME);

        assertEquals(numbers(1, 4), socket.written());
    }

    @Test
    void whatHasLeftIsAddedAgain() {
        FakeSocket socket = new FakeSocket();
        outbox.attach(socket, ME);
        add(1, 1);

        outbox.add(ME, "1", true, "1 again");

        assertEquals(List.of("1", "1 again"), socket.written());
    }

    @Test
    void eachAgentsLeaveByThatAgentsSocketsOnlyAndInOrder() {
        FakeSocket mine = new FakeSocket();
        FakeSocket theirs = new FakeSocket();
        for (int i = 1; i <= 6; i++) {
            outbox.add(i % 2 == 0 ? ME : "corp_other", i, false, String.valueOf(i));
        }

        outbox.attach(mine, ME);
        assertEquals(List.of("2", "4", "6"), mine.written());
        outbox.detach();
        outbox.attach(theirs, "corp_other");

        assertEquals(List.of("1", "3", "5"), theirs.written());
        assertEquals(List.of("2", "4", "6"), mine.written());
    }

    @Test
    void theOrderHoldsOverAHundredCutsInTheMiddleOfWrites() {
        List<String> arrived = new ArrayList<>();
        Random seeded = new Random(5);
        int added = 0;
        for (int cut = 0; cut < 100; cut++) {
            FakeSocket socket = FakeSocket.slow();
            outbox.attach(socket, ME);
            for (int step = 0; step < 10; step++) {
                add(added + 1, added + 1);
                added++;
                if (seeded.nextInt(3) == 0 && !socket.unanswered.isEmpty()) {
                    arrived.addAll(socket.batches.get(socket.batches.size() - 1));
                    socket.answer(true);
                }
            }
            outbox.detach();
            if (seeded.nextBoolean() && !socket.unanswered.isEmpty()) {
                socket.answer(false);
            }
        }
        FakeSocket last = new FakeSocket();
        outbox.attach(last, ME);
        arrived.addAll(last.written());

        assertEquals(numbers(1, 1_000), arrived);
    }

    @Test
    void whatTheReaderAddsWaitsUntilThereIsNothingMoreToRead() {
        FakeSocket socket = new FakeSocket();
        outbox.attach(socket, ME);

        outbox.reading();
        add(1, 3);
        assertEquals(List.of(), socket.batches);
        outbox.dry();

        assertEquals(List.of(numbers(1, 3)), socket.batches);
    }

    @Test
    void aFullBatchDoesNotWaitForTheReader() {
        FakeSocket socket = new FakeSocket();
        outbox.attach(socket, ME);

        outbox.reading();
        add(1, 300);

        assertEquals(256, socket.written().size());
        outbox.dry();
        assertEquals(numbers(1, 300), socket.written());
    }

    @Test
    void aLossInTheMiddleOfReadingHoldsNothingUp() {
        FakeSocket next = new FakeSocket();
        outbox.attach(new FakeSocket(), ME);
        outbox.reading();
        outbox.detach();

        outbox.attach(next, ME);
        add(1, 2);

        assertEquals(numbers(1, 2), next.written());
    }

    @Test
    void theMeterKnowsWhatWasSentAndWhatWasSentAgain() {
        FakeSocket broken = FakeSocket.slow();
        outbox.attach(broken, ME);
        add(1, 1);
        add(2, 3);
        outbox.detach();
        outbox.attach(new FakeSocket(), ME);

        assertEquals(3, meter.acksSent.sum());
        assertEquals(1, meter.acksResent.sum());
        assertEquals(3, meter.framesOut.sum());
        assertEquals(3, meter.bytesOut.sum());
    }
}
