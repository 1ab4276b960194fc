// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.dispatch;

import org.chatdock.api.message.Message;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Does something with messages of a kind. A whiteboard service: it may come and go at any time. Handlers with a higher
 * service ranking run first, then those with the lower service id; every one that accepts a message runs.
 * <p>
 * {@link #test} and {@link #handle} are called on a thread of the dispatcher, never on the UI thread and never on two
 * threads at once for one conversation; different conversations call at the same time. What they throw counts as
 * {@link Outcome.Failed} and hurts no other handler.
 */
@ConsumerType
public interface MessageHandler {
    /**
     * A Boolean service property. A handler that sets it to true is a fallback: it is asked only about messages that no
     * other handler accepts, and its success is acknowledged only if the dispatcher is configured so.
     */
    String FALLBACK = "chatdock.handler.fallback";

    /**
     * The name under which success is acknowledged, such as {@code newTextMessage}. Read once, when the handler is
     * bound. Not empty, no {@code |} and no line break in it, and no other handler's name: else the handler is refused,
     * and the log says so.
     */
    String name();

    /** Whether this handler wants the message. Cheap and without effect; may be asked again for the same message. */
    boolean test(Message message);

    /**
     * Handles the message. The same message may come again, when the gateway has missed the acknowledgement: a second
     * time must have no second effect.
     *
     * @return what became of it; null counts as {@link Outcome.Failed}
     */
    Outcome handle(Message message);
}
