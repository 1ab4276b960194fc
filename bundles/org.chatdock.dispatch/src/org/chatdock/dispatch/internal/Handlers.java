// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.chatdock.api.dispatch.HandlerHealth;
import org.chatdock.api.dispatch.MessageHandler;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.Logger;

/**
 * Who is there, in the order in which they run. Changes are rare, reading is not: readers get a list that never
 * changes. Whenever a handler may be called that could not before, the version grows and somebody is told.
 */
final class Handlers {
    /** How long the going of a service waits for calls that are under way. */
    private static final long GOING_MILLIS = 1_000;

    private final DispatchOptions options;
    private final LongSupplier nanos;
    private final Logger logger;
    private final Consumer<Collection<BoundHandler>> arrived;

    /** In the order of arrival: who came first has the name. Guarded by this. */
    private final Map<ServiceReference<MessageHandler>, Candidate> candidates = new LinkedHashMap<>();
    /** Names. Guarded by this. */
    private final Set<String> disabled = new HashSet<>();
    /** Since which version a handler may be called; by reference. Guarded by this. */
    private final Map<ServiceReference<MessageHandler>, Long> since = new HashMap<>();
    /** Replaced as a whole, under this. */
    private volatile List<BoundHandler> bound = List.of();
    /** Written under this. */
    private volatile long version;

    /** @param arrived told who may be called that could not before; on the thread that brought it about */
    Handlers(DispatchOptions options, LongSupplier nanos, Logger logger, Consumer<Collection<BoundHandler>> arrived) {
        this.options = options;
        this.nanos = nanos;
        this.logger = logger;
        this.arrived = arrived;
    }

    /** The handlers now, the first to run first. */
    List<BoundHandler> inOrder() {
        return bound;
    }

    long version() {
        return version;
    }

    /** Those that came, or came back, after a version. */
    synchronized List<BoundHandler> since(long earlier) {
        return bound.stream().filter(handler -> since.getOrDefault(handler.reference(), 0L) > earlier).toList();
    }

    /**
     * Adds a handler, or refuses it and says why in the log. One that is there already is replaced, in one step: no
     * message falls between the old properties and the new.
     */
    void add(ServiceReference<MessageHandler> reference, MessageHandler handler) {
        BoundHandler before;
        synchronized (this) {
            before = candidates.containsKey(reference) ? candidates.get(reference).handler() : null;
        }
        Candidate candidate = Candidate.read(reference, handler, before, newConduct(), options.callLimitMillis());
        List<BoundHandler> news;
        synchronized (this) {
            if (before == null || !before.name().equals(candidate.handler().name())) {
                // A new name has to be free.
                candidates.remove(reference);
            }
            candidates.put(reference, candidate);
            news = rebuild();
        }
        tell(news);
    }

    private Conduct newConduct() {
        return new Conduct(options.handlerFailures(), TimeUnit.MILLISECONDS.toNanos(options.quarantineMillis()),
                TimeUnit.MILLISECONDS.toNanos(options.quarantineCapMillis()));
    }

    /** After that no call of the handler begins. Waits a little for those that are under way on other threads. */
    void remove(ServiceReference<MessageHandler> reference) {
        Candidate gone;
        List<BoundHandler> news;
        synchronized (this) {
            gone = candidates.remove(reference);
            since.remove(reference);
            news = rebuild();
        }
        tell(news);
        if (gone != null) {
            gone.handler().presence().go(GOING_MILLIS);
        }
    }

    /** Returns those that are new or other than before. */
    private List<BoundHandler> rebuild() {
        Map<String, BoundHandler> byName = new LinkedHashMap<>();
        for (Candidate candidate : candidates.values()) {
            BoundHandler handler = candidate.handler();
            String refusal = candidate.fault();
            if (refusal == null && byName.containsKey(handler.name())) {
                refusal = byName.get(handler.name()).bundle() + " has a handler of that name already";
            }
            if (candidate.refuse(refusal)) {
                logRefusal(candidate, refusal);
            }
            if (refusal == null) {
                byName.put(handler.name(), handler);
                handler.conduct().disable(disabled.contains(handler.name()));
            }
        }
        List<BoundHandler> next = new ArrayList<>(byName.values());
        // A service reference is greater the higher it ranks, then the lower its id.
        next.sort(Comparator.comparing(BoundHandler::reference, Comparator.reverseOrder()));
        List<BoundHandler> news = next.stream()
                .filter(handler -> bound.stream().noneMatch(old -> old == handler)).toList();
        arrive(news);
        bound = List.copyOf(next);
        // Last: who sees it sees the handlers too.
        version += news.isEmpty() ? 0 : 1;
        return news;
    }

    private void logRefusal(Candidate candidate, String refusal) {
        if (candidate.thrown() == null) {
            logger.error("The message handler {} is not used: {}", candidate.handler(), refusal);
        } else {
            logger.error("The message handler {} is not used: {}", candidate.handler(), refusal, candidate.thrown());
        }
    }

    private void arrive(Collection<BoundHandler> news) {
        news.forEach(handler -> since.put(handler.reference(), version + 1));
    }

    /** A handler may be called again. */
    void again(BoundHandler handler) {
        List<BoundHandler> news;
        synchronized (this) {
            news = bound.stream().filter(other -> other.conduct() == handler.conduct()).toList();
            arrive(news);
            version += news.isEmpty() ? 0 : 1;
        }
        tell(news);
    }

    private void tell(Collection<BoundHandler> news) {
        if (!news.isEmpty()) {
            arrived.accept(news);
        }
    }

    /** Ends the quarantines whose time is over. Returns whether there are others. */
    boolean look() {
        boolean waiting = false;
        for (BoundHandler handler : bound) {
            if (handler.conduct().look(nanos.getAsLong())) {
                logger.info("The message handler {} is given messages again", handler);
                again(handler);
            }
            waiting |= handler.conduct().isWaiting();
        }
        return waiting;
    }

    boolean isCallable(String name) {
        return bound.stream().anyMatch(handler -> handler.name().equals(name) && handler.conduct().isCallable());
    }

    /** By hand. Returns whether there was something to release. */
    boolean release(String name) {
        for (BoundHandler handler : bound) {
            if (handler.name().equals(name) && handler.conduct().release()) {
                again(handler);
                return true;
            }
        }
        return false;
    }

    /** By hand. Returns whether it is new. */
    boolean disable(String name, boolean value) {
        synchronized (this) {
            if (!(value ? disabled.add(name) : disabled.remove(name))) {
                return false;
            }
        }
        for (BoundHandler handler : bound) {
            if (handler.name().equals(name)) {
                handler.conduct().disable(value);
                if (!value) {
                    again(handler);
                }
            }
        }
        return true;
    }

    /** Those that are used, in order, and then those that are not. */
    synchronized List<HandlerHealth> health() {
        List<HandlerHealth> all = new ArrayList<>();
        bound.forEach(handler -> all.add(handler.health()));
        candidates.values().stream().filter(candidate -> !bound.contains(candidate.handler()))
                .forEach(candidate -> all.add(candidate.refused()));
        return all;
    }
}
