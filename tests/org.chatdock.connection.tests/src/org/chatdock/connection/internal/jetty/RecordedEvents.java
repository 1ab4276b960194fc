// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.chatdock.connection.internal.RawGateway;
import org.chatdock.connection.internal.line.Ending;
import org.chatdock.connection.internal.line.Socket;
import org.chatdock.connection.internal.line.SocketEvents;

/** What a socket has told. */
final class RecordedEvents implements SocketEvents {
    final AtomicInteger alive = new AtomicInteger();
    final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
    private final CountDownLatch opened = new CountDownLatch(1);
    volatile boolean readsOn = true;
    volatile RuntimeException failure;

    @Override
    public void opened() {
        opened.countDown();
    }

    @Override
    public void alive() {
        alive.incrementAndGet();
    }

    @Override
    public boolean text(ByteBuffer payload, Socket by) {
        texts.add(StandardCharsets.UTF_8.decode(payload).toString());
        if (failure != null) {
            throw failure;
        }
        return readsOn;
    }

    @Override
    public void ended(Ending ending) {
        endings.add(ending);
    }

    void awaitOpened() throws InterruptedException {
        assertTrue(opened.await(RawGateway.PATIENCE, TimeUnit.MILLISECONDS), "not opened");
    }

    boolean isOpened() {
        return opened.getCount() == 0;
    }

    String nextText() throws InterruptedException {
        String text = texts.poll(RawGateway.PATIENCE, TimeUnit.MILLISECONDS);
        assertNotNull(text, "no text came");
        return text;
    }

    Ending awaitEnding() throws InterruptedException {
        Ending ending = endings.poll(RawGateway.PATIENCE, TimeUnit.MILLISECONDS);
        assertNotNull(ending, "did not end");
        return ending;
    }
}
