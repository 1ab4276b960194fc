// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.chatdock.connection.internal.RawGateway;
import org.chatdock.connection.internal.engine.Ending;
import org.junit.jupiter.api.Test;

class WritingTest {
    /** More than the buffers of both sides hold. */
    private static final List<String> TOO_MUCH = Collections.nCopies(400, "x".repeat(60_000));

    @Test
    void aPeerThatDoesNotReadEndsTheSocketAfterTheWriteTimeout() throws Exception {
        try (Rig rig = Rig.plain(300)) {
            rig.open();
            BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();
            long start = System.nanoTime();

            rig.socket.write(TOO_MUCH, answers::add);

            Ending ending = rig.events.awaitEnding();
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertEquals("timeout", ending.cause());
            assertTrue(millis >= 300, () -> millis + " ms");
            assertEquals(Boolean.FALSE, answers.poll(RawGateway.PATIENCE, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void aPeerThatReadsLateLosesNothing() throws Exception {
        try (Rig rig = Rig.plain()) {
            rig.open();
            BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();
            rig.socket.write(TOO_MUCH, answers::add);

            for (int i = 0; i < TOO_MUCH.size(); i++) {
                assertEquals(60_000, rig.peer.read().payload().length);
            }

            assertEquals(Boolean.TRUE, answers.poll(RawGateway.PATIENCE, TimeUnit.MILLISECONDS));
            rig.assertWorks();
        }
    }

    @Test
    void abortOfASocketThatCannotWriteIsImmediate() throws Exception {
        try (Rig rig = Rig.plain()) {
            rig.open();
            BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();
            rig.socket.write(TOO_MUCH, answers::add);

            rig.socket.abort();

            assertEquals(Boolean.FALSE, answers.poll(RawGateway.PATIENCE, TimeUnit.MILLISECONDS));
            rig.peer.awaitEnd();
        }
    }
}
