// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.desk;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.chatdock.api.connection.ConnectionListener;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.OutboxListener;
import org.chatdock.api.sending.SendHealth;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoreHealthListener;
import org.chatdock.api.store.StoreListener;
import org.chatdock.api.store.StoreStatus;
import org.osgi.service.component.annotations.Component;

/**
 * Passes on what store, line and outbox tell. A component without references of its own, because the desk refers to the store
 * and the store to its listeners: one component for both would be a circle.
 */
@Component(service = { StoreEvents.class, StoreListener.class, ConnectionListener.class,
        StoreHealthListener.class, OutboxListener.class })
public final class StoreEvents implements StoreListener, ConnectionListener, StoreHealthListener, OutboxListener {
    private final List<Consumer<StoreChange>> changes = new CopyOnWriteArrayList<>();
    private final List<Consumer<ConnectionStatus>> states = new CopyOnWriteArrayList<>();
    private final List<Runnable> health = new CopyOnWriteArrayList<>();
    private final List<OutboxListener> outgoing = new CopyOnWriteArrayList<>();

    @Override
    public void storeChanged(StoreChange change) {
        changes.forEach(listener -> listener.accept(change));
    }

    @Override
    public void connectionChanged(ConnectionStatus status) {
        states.forEach(listener -> listener.accept(status));
    }

    /** The desk asks the store itself: what is told may come later than what it has asked. */
    @Override
    public void storeStatusChanged(StoreStatus status) {
        health.forEach(Runnable::run);
    }

    @Override
    public void outboxChanged(Set<ConversationId> conversations) {
        outgoing.forEach(listener -> listener.outboxChanged(conversations));
    }

    @Override
    public void sendHealthChanged(SendHealth now) {
        outgoing.forEach(listener -> listener.sendHealthChanged(now));
    }

    void listen(Consumer<StoreChange> toChanges, Consumer<ConnectionStatus> toStates, Runnable toHealth,
            OutboxListener toOutgoing) {
        changes.add(toChanges);
        states.add(toStates);
        health.add(toHealth);
        outgoing.add(toOutgoing);
    }

    void leave(Consumer<StoreChange> toChanges, Consumer<ConnectionStatus> toStates, Runnable toHealth,
            OutboxListener toOutgoing) {
        changes.remove(toChanges);
        states.remove(toStates);
        health.remove(toHealth);
        outgoing.remove(toOutgoing);
    }
}
