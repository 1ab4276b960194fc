// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

import org.chatdock.api.dispatch.HandlerHealth;
import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.testkit.ManualClock;
import org.chatdock.testkit.RecordingLogger;
import org.osgi.framework.ServiceReference;

/** A dispatcher with a store, a line and a fallback, and with clocks that stand still. */
final class Room implements AutoCloseable {
    final RecordingLogger log = new RecordingLogger();
    final ManualClock clock = new ManualClock();
    final Signal signal = new Signal();
    final HeldStore store;
    final Dispatcher dispatcher;
    /** The acknowledgements that had no delivery any more: id and name. */
    final List<String> late = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong services = new AtomicLong();

    Room() {
        this(Fakes.options());
    }

    Room(DispatchOptions options) {
        this(options, Runnable::run);
    }

    /** @param writer commits what is stored, in order */
    Room(DispatchOptions options, Executor writer) {
        store = new HeldStore(signal, writer);
        dispatcher = new Dispatcher(options, clock, nanos::get, log.logger(), signal::changed);
        dispatcher.offers().store(store);
        dispatcher.offers().line((message, name) -> {
            late.add(message.id() + " " + name);
            signal.changed();
            return true;
        });
        add(Fakes.handler("unknown", message -> Outcome.handled(store.appendUnknown(message))), -1_000,
                Map.of(MessageHandler.FALLBACK, true));
    }

    ServiceReference<MessageHandler> add(MessageHandler handler, int ranking, Map<String, Object> properties) {
        ServiceReference<MessageHandler> reference = Fakes.reference(services.incrementAndGet(), ranking, properties);
        dispatcher.whiteboard().add(reference, handler);
        return reference;
    }

    /** A handler for one type of message. */
    ServiceReference<MessageHandler> add(String type, MessageHandler handler) {
        return add(handler, 0, Map.of(MessageHandler.TYPES, type));
    }

    void remove(ServiceReference<MessageHandler> reference) {
        dispatcher.whiteboard().remove(reference);
    }

    FakeDelivery deliver(Message message) {
        FakeDelivery delivery = new FakeDelivery(message);
        dispatcher.accept(delivery);
        return delivery;
    }

    /** Time goes by, and whoever watches looks. */
    boolean pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        clock.advance(time);
        return dispatcher.look();
    }

    HandlerHealth health(String name) {
        return dispatcher.handlers().stream().filter(health -> health.name().equals(name)).findFirst().orElseThrow();
    }

    boolean isUnderstood(Message message) {
        return store.find(message.id()).orElseThrow().understood();
    }

    void awaitUnderstood(Message message) {
        signal.await(message + " to be understood",
                () -> store.find(message.id()).filter(stored -> stored.understood()).isPresent());
    }

    @Override
    public void close() {
        dispatcher.close();
        log.assertNoErrors();
    }
}
