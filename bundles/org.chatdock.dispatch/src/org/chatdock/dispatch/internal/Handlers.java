// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.chatdock.api.dispatch.MessageHandler;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.Logger;

/**
 * Who is there, in the order in which they run. Changes are rare, reading is not: readers get a list that never
 * changes.
 */
final class Handlers {
    private final Logger logger;

    /** Replaced as a whole, under this. */
    private volatile List<BoundHandler> bound = List.of();

    Handlers(Logger logger) {
        this.logger = logger;
    }

    /** The handlers now, the first to run first. */
    List<BoundHandler> inOrder() {
        return bound;
    }

    /**
     * Adds a handler, or refuses it and says why in the log. One that is there already is replaced, in one step: no
     * message falls between the old properties and the new.
     */
    synchronized void add(ServiceReference<MessageHandler> reference, MessageHandler handler) {
        List<BoundHandler> others = without(reference);
        String name;
        try {
            name = handler.name();
        } catch (RuntimeException | LinkageError e) {
            logger.error("A message handler of {} is not used: its name() failed", bundleOf(reference), e);
            bound = others;
            return;
        }
        String refusal = refusal(name, others);
        if (refusal != null) {
            logger.error("The message handler '{}' of {} is not used: {}", name, bundleOf(reference), refusal);
            bound = others;
            return;
        }
        List<BoundHandler> next = new ArrayList<>(others);
        next.add(new BoundHandler(reference, handler, name,
                Boolean.parseBoolean(String.valueOf(reference.getProperty(MessageHandler.FALLBACK)))));
        // A service reference is greater the higher it ranks, then the lower its id.
        next.sort(Comparator.comparing(BoundHandler::reference, Comparator.reverseOrder()));
        bound = List.copyOf(next);
    }

    synchronized void remove(ServiceReference<MessageHandler> reference) {
        bound = without(reference);
    }

    private List<BoundHandler> without(ServiceReference<MessageHandler> reference) {
        return bound.stream().filter(handler -> !handler.reference().equals(reference)).toList();
    }

    private static String refusal(String name, List<BoundHandler> others) {
        if (name == null || name.isEmpty() || name.chars().anyMatch(c -> c == '|' || c == '\n' || c == '\r')) {
            return "a name must not be empty and must hold no '|' and no line break";
        }
        return others.stream().filter(other -> other.name().equals(name)).findAny()
                .map(other -> bundleOf(other.reference()) + " has a handler of that name already").orElse(null);
    }

    private static String bundleOf(ServiceReference<?> reference) {
        return reference.getBundle() == null ? "a bundle that is gone" : reference.getBundle().getSymbolicName();
    }
}
