// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.chatdock.api.dispatch.Delivery;
import org.chatdock.api.dispatch.HandlerHealth;
import org.chatdock.api.dispatch.HandlerRegistry;
import org.chatdock.api.dispatch.InboundSink;
import org.chatdock.api.dispatch.QuarantinedMessage;
import org.chatdock.api.message.MessageId;
import org.osgi.service.log.Logger;

/** The room without OSGi: handlers, lanes and what watches over them. Any thread. */
final class Dispatcher implements InboundSink, HandlerRegistry, AutoCloseable {
    private final Runnable wake;
    private final long stageLimitNanos;
    private final Quarantine quarantine;
    private final Workers workers;
    private final Handlers handlers;
    private final Lanes lanes;
    private final Offers offers;

    /**
     * @param nanos for durations; see {@link System#nanoTime}
     * @param wake run when there is something to {@link #look} after, on any thread; returns at once
     */
    Dispatcher(DispatchOptions options, Clock clock, LongSupplier nanos, Logger logger, Runnable wake) {
        this.wake = wake;
        stageLimitNanos = TimeUnit.MILLISECONDS.toNanos(options.stageLimitMillis());
        quarantine = new Quarantine(options.messageTries(), clock);
        workers = new Workers(options.threads());
        offers = new Offers(workers, this::accept, logger);
        handlers = new Handlers(options, nanos, logger, offers::request);
        lanes = new Lanes(new Runner(handlers, quarantine, workers, options, nanos, logger,
                message -> accept(new KeepErrand(message)), this::keptUnknown), workers, nanos);
    }

    /** Where handlers come and go. */
    Handlers whiteboard() {
        return handlers;
    }

    /** Where the store and the line come and go. */
    Offers offers() {
        return offers;
    }

    @Override
    public void accept(Delivery delivery) {
        accept(new LiveErrand(delivery));
    }

    private void accept(Errand errand) {
        lanes.accept(errand);
        wake.run();
    }

    /** Who came while a fallback took a message has missed it. */
    private void keptUnknown(long version) {
        if (handlers.version() != version) {
            offers.request(handlers.since(version));
        }
    }

    /** Ends what has taken too long. To be called now and then while it returns true. */
    boolean look() {
        boolean underWay = lanes.look(stageLimitNanos);
        return handlers.look() || underWay;
    }

    @Override
    public List<HandlerHealth> handlers() {
        return handlers.health();
    }

    @Override
    public List<QuarantinedMessage> quarantine() {
        return quarantine.all();
    }

    @Override
    public boolean release(String handler) {
        return handlers.release(handler);
    }

    @Override
    public boolean disable(String handler) {
        return handlers.disable(handler, true);
    }

    @Override
    public boolean enable(String handler) {
        return handlers.disable(handler, false);
    }

    @Override
    public boolean retry(MessageId message, String handler) {
        if (!handlers.isCallable(handler) || !quarantine.holds(message, handler)) {
            return false;
        }
        QuarantinedMessage record = quarantine.take(message, handler);
        if (record != null) {
            offers.retry(record);
        }
        return record != null;
    }

    /** Lets handlers that run finish, for two seconds at most; what waits is left to the gateway. */
    @Override
    public void close() {
        workers.shutdown();
        lanes.close();
        workers.close();
    }
}
