// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.desk;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.chatdock.api.connection.ConnectionListener;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoreHealthListener;
import org.chatdock.api.store.StoreListener;
import org.chatdock.api.store.StoreStatus;
import org.osgi.service.component.annotations.Component;

/**
 * Passes on what store and line tell. A component without references of its own, because the desk refers to the store
 * and the store to its listeners: one component for both would be a circle.
 */
@Component(service = { StoreEvents.class, StoreListener.class, ConnectionListener.class,
        StoreHealthListener.class })
public final class StoreEvents implements StoreListener, ConnectionListener, StoreHealthListener {
    private final List<Consumer<StoreChange>> changes = new CopyOnWriteArrayList<>();
    private final List<Consumer<ConnectionStatus>> states = new CopyOnWriteArrayList<>();
    private final List<Runnable> health = new CopyOnWriteArrayList<>();

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

    void listen(Consumer<StoreChange> toChanges, Consumer<ConnectionStatus> toStates, Runnable toHealth) {
        changes.add(toChanges);
        states.add(toStates);
        health.add(toHealth);
    }

    void leave(Consumer<StoreChange> toChanges, Consumer<ConnectionStatus> toStates, Runnable toHealth) {
        changes.remove(toChanges);
        states.remove(toStates);
        health.remove(toHealth);
    }
}
