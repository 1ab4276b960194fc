// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system.chaos;

import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.ConversationStore;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Tells that it has been called, and then behaves as it was told, well or badly. */
final class StrangersHandler implements MessageHandler {
    private final String name;
    private final String conduct;
    private final Bundle own;
    private final BiConsumer<String, Message> sightings;
    private final ConversationStore store;

    StrangersHandler(String name, String conduct, Bundle own, BiConsumer<String, Message> sightings,
            ConversationStore store) {
        this.name = name;
        this.conduct = conduct;
        this.own = own;
        this.sightings = sightings;
        this.store = store;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome handle(Message message) {
        sightings.accept(name, message);
        return switch (conduct) {
            case "handles" -> Outcome.handled();
            case "stores" -> Outcome.handled(store.append(message));
            case "throws" -> throw new IllegalStateException("chaos");
            case "hangs" -> hang();
            case "returnsNull" -> null;
            case "lacksAClass" -> Missing.outcome();
            case "stopsItself" -> stopItself();
            default -> throw new IllegalArgumentException(conduct);
        };
    }

    private static Outcome hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("let go", e);
        }
        return Outcome.handled();
    }

    private Outcome stopItself() {
        try {
            own.stop(Bundle.STOP_TRANSIENT);
        } catch (BundleException e) {
            throw new IllegalStateException("chaos in the framework", e);
        }
        throw new IllegalStateException("chaos");
    }
}
