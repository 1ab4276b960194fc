// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.chatdock.connection.internal.RawGateway;
import org.chatdock.connection.internal.engine.Ending;
import org.chatdock.connection.internal.line.Socket;
import org.chatdock.connection.internal.line.SocketEvents;

/** What a socket has told. */
final class RecordedEvents implements SocketEvents {
    final AtomicInteger alive = new AtomicInteger();
    final AtomicLong aliveBytes = new AtomicLong();
    final AtomicInteger binaries = new AtomicInteger();
    final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
    final BlockingQueue<Long> oversized = new LinkedBlockingQueue<>();
    final Semaphore dries = new Semaphore(0);
    final Semaphore pongs = new Semaphore(0);
    /** Everything but signs of life, one word each, in order. */
    final List<String> story = new CopyOnWriteArrayList<>();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicInteger telling = new AtomicInteger();
    volatile String localAddress;
    volatile Instant serverTime;
    volatile ByteBuffer head;
    volatile Thread lastTeller;
    volatile boolean readsOn = true;
    volatile RuntimeException failure;
    volatile boolean overlapped;

    private void begin(String what) {
        overlapped |= telling.incrementAndGet() > 1;
        lastTeller = Thread.currentThread();
        story.add(what);
    }

    private void finish() {
        telling.decrementAndGet();
    }

    @Override
    public void opened(String address, Instant time) {
        begin("opened");
        localAddress = address;
        serverTime = time;
        finish();
        opened.countDown();
    }

    @Override
    public void alive(int bytes) {
        alive.incrementAndGet();
        aliveBytes.addAndGet(bytes);
    }

    @Override
    public boolean text(ByteBuffer payload, Socket by) {
        begin("text");
        finish();
        texts.add(StandardCharsets.UTF_8.decode(payload).toString());
        if (failure != null) {
            throw failure;
        }
        return readsOn;
    }

    @Override
    public void binary() {
        begin("binary");
        finish();
        binaries.incrementAndGet();
    }

    @Override
    public void oversized(ByteBuffer beginning, long bytes) {
        begin("oversized");
        head = beginning;
        finish();
        oversized.add(bytes);
    }

    @Override
    public void dry() {
        begin("dry");
        finish();
        dries.release();
    }

    @Override
    public void pong() {
        begin("pong");
        finish();
        pongs.release();
    }

    @Override
    public void ended(Ending ending) {
        begin("ended");
        finish();
        endings.add(ending);
    }

    void awaitOpened() throws InterruptedException {
        assertTrue(opened.await(RawGateway.PATIENCE, TimeUnit.MILLISECONDS), () -> "not opened: " + endings);
    }

    boolean isOpened() {
        return opened.getCount() == 0;
    }

    String nextText() throws InterruptedException {
        String text = texts.poll(RawGateway.PATIENCE, TimeUnit.MILLISECONDS);
        assertNotNull(text, () -> "no text came: " + endings);
        return text;
    }

    Ending awaitEnding() throws InterruptedException {
        Ending ending = endings.poll(RawGateway.PATIENCE, TimeUnit.MILLISECONDS);
        assertNotNull(ending, "did not end");
        return ending;
    }

    void awaitDry() throws InterruptedException {
        assertTrue(dries.tryAcquire(RawGateway.PATIENCE, TimeUnit.MILLISECONDS), "never dry");
    }

    void awaitPong() throws InterruptedException {
        assertTrue(pongs.tryAcquire(RawGateway.PATIENCE, TimeUnit.MILLISECONDS), "no pong");
    }

    void assertOneAfterTheOther() {
        assertEquals(false, overlapped, "two events at once");
    }
}
