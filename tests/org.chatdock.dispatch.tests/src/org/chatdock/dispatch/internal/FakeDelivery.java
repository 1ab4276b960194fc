// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.chatdock.api.dispatch.Delivery;
import org.chatdock.api.message.Message;
import org.chatdock.testkit.Messages;

/** A delivery without a line. */
class FakeDelivery implements Delivery {
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final AtomicInteger ends = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Message message;

    FakeDelivery(String conversation, String id) {
        this(Messages.fromCustomer(conversation, id));
    }

    FakeDelivery(Message message) {
        this.message = message;
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public void acknowledge(String handlerName) {
        names.add(handlerName);
    }

    @Override
    public void done() {
        ends.incrementAndGet();
        end.countDown();
    }

    /** The names under which it was acknowledged, in order. */
    List<String> acknowledgements() {
        return List.copyOf(names);
    }

    /** How often it was said to be done. */
    int ends() {
        return ends.get();
    }

    FakeDelivery awaitDone() {
        try {
            assertTrue(end.await(60, TimeUnit.SECONDS), () -> message + " was never done");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }
}
