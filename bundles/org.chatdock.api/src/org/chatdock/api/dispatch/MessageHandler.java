// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.dispatch;

import org.chatdock.api.message.Message;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Does something with messages of a kind. A whiteboard service: it may come, go and change its properties at any time.
 * <p>
 * <b>Which messages.</b> Say it with {@link HandlesMessage} (or the service properties below, which it stands for):
 * then no code of yours runs for the others. {@link #test} is for what properties cannot say. Every handler that
 * accepts a message runs, those with a higher service ranking first, then those with the lower service id; one that is
 * {@link #EXCLUSIVE} keeps those after it from running.
 * <p>
 * <b>Threads.</b> {@link #test} and {@link #handle} are called on a thread of the dispatcher, never on the UI thread
 * and never on two threads at once for one conversation; different conversations call at the same time. The messages
 * of a conversation come in order. After the service has gone no call begins; one that is under way then is waited for,
 * for a second at most.
 * <p>
 * <b>Limits.</b> Both calls together may take 5 seconds, the stage of {@link Outcome.Handled} 30 (configurable). After
 * that the thread is interrupted, the answer is not waited for, and it counts as {@link Outcome.Failed}, as does any
 * {@code Throwable}. It costs nobody but this handler's own acknowledgement. A handler that fails five times
 * (configurable) without a success in between is left alone for a while that grows with every time; a call that has
 * never returned keeps it so. {@link HandlerRegistry} shows it and can release it.
 * <p>
 * <b>Once more.</b> The same message may come again: a second time must have no second effect. A message that came
 * while nobody was there to handle it was kept, shown as of unknown type, and is offered to a handler that comes later
 * or is released; newer messages may have come to it before.
 */
@ConsumerType
public interface MessageHandler {
    /**
     * A service property, {@code String} or an array or collection of them: the values of {@code MsgType} that the
     * handler is for. Absent or empty: all. Case matters.
     */
    String TYPES = "chatdock.handler.types";

    /** As {@link #TYPES}, for {@code FromType}; see {@link org.chatdock.api.message.SenderType}. */
    String SENDER_TYPES = "chatdock.handler.senderTypes";

    /** A {@code String} service property, an LDAP filter over the message's fields: {@link HandlesMessage#filter}. */
    String FILTER = "chatdock.handler.filter";

    /**
     * A Boolean service property. An exclusive handler that accepts a message keeps all handlers after it from running
     * for this message, if it handles it or fails for now; if it skips or refuses it, or is in quarantine, they run.
     */
    String EXCLUSIVE = "chatdock.handler.exclusive";

    /**
     * A Boolean service property. A handler that sets it to true is a fallback: it is asked only about messages that no
     * other handler has handled, and its success is acknowledged only if the dispatcher is configured so, and never if
     * another handler is still to have the message. It is not put into quarantine.
     */
    String FALLBACK = "chatdock.handler.fallback";

    /**
     * The name under which success is acknowledged, such as {@code newTextMessage}. Read when the handler is bound, and
     * again when its properties change. Not empty, no {@code |} and no line break in it, and no other handler's name:
     * else the handler is refused, the log and {@link HandlerRegistry} say why and whose it is, and it is used as soon
     * as the name is free.
     */
    String name();

    /**
     * Whether this handler wants the message; asked only about what its properties accept. Cheap and without effect;
     * may be asked again for the same message.
     */
    default boolean test(Message message) {
        return true;
    }

    /**
     * Handles the message. The same message may come again, when the gateway has missed the acknowledgement: a second
     * time must have no second effect.
     *
     * @return what became of it; null counts as {@link Outcome.Failed}
     */
    Outcome handle(Message message);
}
