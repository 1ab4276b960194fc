// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.guest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.chatdock.ui.api.CustomerPanel;
import org.chatdock.ui.api.MessageAction;
import org.chatdock.ui.api.MessageRenderer;
import org.chatdock.ui.api.OutgoingFilter;
import org.osgi.service.log.Logger;

/** All that other bundles contribute to the views, and what we bring in the same way. Any thread. */
public final class Contributions {
    private final Guests<MessageRenderer> renderers;
    private final Guests<MessageAction> actions;
    private final Guests<CustomerPanel> panels;
    private final Guests<OutgoingFilter> filters;
    private final List<Guests<?>> all;
    private final List<Consumer<Kind>> listeners = new CopyOnWriteArrayList<>();

    /** @param nanos as {@link System#nanoTime()} */
    public Contributions(LongSupplier nanos, Logger log) {
        renderers = new Guests<>(Kind.RENDERER, nanos, log, () -> tell(Kind.RENDERER));
        actions = new Guests<>(Kind.ACTION, nanos, log, () -> tell(Kind.ACTION));
        panels = new Guests<>(Kind.PANEL, nanos, log, () -> tell(Kind.PANEL));
        filters = new Guests<>(Kind.FILTER, nanos, log, () -> tell(Kind.FILTER));
        all = List.of(renderers, actions, panels, filters);
    }

    public Guests<MessageRenderer> renderers() {
        return renderers;
    }

    public Guests<MessageAction> actions() {
        return actions;
    }

    public Guests<CustomerPanel> panels() {
        return panels;
    }

    public Guests<OutgoingFilter> filters() {
        return filters;
    }

    /** Is told, on whatever thread it happens on, when a contribution has come, gone, or been released. */
    public void addListener(Consumer<Kind> listener) {
        listeners.add(listener);
    }

    /** How the strangers fare, by kind and order. */
    public List<GuestHealth> health() {
        return all.stream().flatMap(guests -> guests.health().stream()).toList();
    }

    /**
     * Ends the quarantine of a contribution.
     *
     * @param id its service id
     * @return whether it was in quarantine
     */
    public boolean release(long id) {
        return all.stream().anyMatch(guests -> guests.release(id));
    }

    private void tell(Kind kind) {
        listeners.forEach(listener -> listener.accept(kind));
    }
}
