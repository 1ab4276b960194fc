// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox();

    private void add(int from, int to) {
        numbers(from, to).forEach(outbox::add);
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }

    @Test
    void textsWaitWhileDetachedAndLeaveInOrderOnceAttached() {
        FakeSocket socket = new FakeSocket();

        add(1, 5);
        outbox.attach(socket);
        add(6, 7);

        assertEquals(numbers(1, 7), socket.written());
        assertEquals(numbers(1, 5), socket.batches.get(0));
    }

    @Test
    void whatComesDuringAWriteLeavesTogetherWithTheNext() {
        FakeSocket socket = FakeSocket.slow();
        outbox.attach(socket);

        add(1, 4);
        assertEquals(List.of(numbers(1, 1)), socket.batches);
        socket.answer(true);

        assertEquals(List.of(numbers(1, 1), numbers(2, 4)), socket.batches);
        socket.answer(true);
        assertEquals(2, socket.batches.size());
    }

    @Test
    void aBatchHoldsAThousandTextsAtMost() {
        FakeSocket socket = FakeSocket.slow();
        add(1, 2_500);

        outbox.attach(socket);
        socket.answer(true);
        socket.answer(true);

        assertEquals(List.of(1_000, 1_000, 500), socket.batches.stream().map(List::size).toList());
        assertEquals(numbers(1, 2_500), socket.written());
    }

    @Test
    void aFailedWriteIsPutBackInFrontAndLeavesByTheNextSocket() {
        FakeSocket broken = FakeSocket.slow();
        FakeSocket next = new FakeSocket();
        add(1, 3);
        outbox.attach(broken);
        add(4, 5);

        broken.answer(false);
        outbox.detach();
        assertEquals(1, broken.batches.size());
        outbox.attach(next);

        assertEquals(List.of(numbers(1, 5)), next.batches);
    }

    @Test
    void aSocketThatFailedGetsNothingMore() {
        FakeSocket broken = FakeSocket.slow();
        outbox.attach(broken);
        add(1, 1);

        broken.answer(false);
        add(2, 9);

        assertEquals(1, broken.batches.size());
    }

    @Test
    void aWriteThatFailsAfterTheLossIsPutBackInFront() {
        FakeSocket broken = FakeSocket.slow();
        FakeSocket next = new FakeSocket();
        outbox.attach(broken);
        add(1, 3);

        outbox.detach();
        broken.answer(false);
        outbox.attach(next);

        assertEquals(numbers(1, 3), next.written());
    }

    @Test
    void aWriteOfAnOldSocketThatFailsWhenTheNextIsThereAlreadyLeavesByThatOne() {
        FakeSocket old = FakeSocket.slow();
        FakeSocket next = new FakeSocket();
        outbox.attach(old);
        add(1, 1);
        outbox.detach();
        outbox.attach(next);

        old.answer(false);

        assertEquals(numbers(1, 1), next.written());
    }

    @Test
    void aWriteOfAnOldSocketThatEndsDoesNotStartASecondWriteOnTheNext() {
        FakeSocket old = FakeSocket.slow();
        FakeSocket next = FakeSocket.slow();
        outbox.attach(old);
        add(1, 1);
        outbox.detach();
        outbox.attach(next);
        add(2, 3);

        old.answer(true);

        assertEquals(List.of(numbers(2, 2)), next.batches);
        next.answer(true);
        assertEquals(numbers(2, 3), next.written());
    }
}
