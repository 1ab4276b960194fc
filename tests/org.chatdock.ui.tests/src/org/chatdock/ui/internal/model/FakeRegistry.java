// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.chatdock.api.dispatch.HandlerHealth;
import org.chatdock.api.dispatch.HandlerHealth.State;
import org.chatdock.api.dispatch.HandlerRegistry;
import org.chatdock.api.dispatch.QuarantinedMessage;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;

/** A registry that a test fills by hand. It does what it is told, and keeps what it was told. */
public final class FakeRegistry implements HandlerRegistry {
    public final List<HandlerHealth> handlers = new CopyOnWriteArrayList<>();
    public final List<QuarantinedMessage> messages = new CopyOnWriteArrayList<>();
    /** What it was asked to do, in order. */
    public final List<String> told = new CopyOnWriteArrayList<>();
    /** How often it was asked for the handlers. */
    public volatile int asked;

    /** A handler that was called a thousand times, and has failed when its state says so. */
    public static HandlerHealth handler(String name, State state, String reason) {
        boolean well = state == State.ACTIVE || state == State.DISABLED;
        return new HandlerHealth(name, "org.example." + name, state, reason, 1_234, well ? 0 : 5, 1_229,
                Duration.ofNanos(412_000), Duration.ofMillis(12), well ? "" : "java.lang.IllegalStateException");
    }

    public static QuarantinedMessage message(String customer, int number, String handler) {
        return new QuarantinedMessage(new MessageId(Say.id(customer, number)), new ConversationId(customer), handler,
                "java.io.IOException", 3, Say.START.plusSeconds(number));
    }

    public FakeRegistry with(HandlerHealth... some) {
        handlers.addAll(List.of(some));
        return this;
    }

    public FakeRegistry with(QuarantinedMessage... some) {
        messages.addAll(List.of(some));
        return this;
    }

    @Override
    public List<HandlerHealth> handlers() {
        asked++;
        return List.copyOf(handlers);
    }

    @Override
    public List<QuarantinedMessage> quarantine() {
        return List.copyOf(messages);
    }

    @Override
    public boolean release(String handler) {
        return become("release ", handler, State.ACTIVE);
    }

    @Override
    public boolean disable(String handler) {
        return become("disable ", handler, State.DISABLED);
    }

    @Override
    public boolean enable(String handler) {
        return become("enable ", handler, State.ACTIVE);
    }

    private boolean become(String what, String name, State state) {
        told.add(what + name);
        handlers.replaceAll(old -> old.name().equals(name) && old.state() != State.REFUSED ? handler(name, state, "")
                : old);
        return true;
    }

    @Override
    public boolean retry(MessageId message, String handler) {
        told.add("retry " + message.value() + ' ' + handler);
        return messages.removeIf(one -> one.message().equals(message) && one.handler().equals(handler));
    }
}
