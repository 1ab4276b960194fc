// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.List;

import org.chatdock.api.message.Message;

/**
 * One message's way past the handlers, as far as it has come. One thread at a time; another may go on where a call was
 * given up.
 */
final class Turn {
    private final Errand errand;
    private final Message message;
    private final MessageFields fields;
    private final long version;
    private final List<BoundHandler> handlers;

    private int next;
    private boolean atFallbacks;
    private boolean closed;
    private boolean withheld;
    private boolean promised;
    /** Written and read in the settlement's order. */
    private boolean kept;
    /** The call that is under way, null if none is. Any thread may read it. */
    private volatile Call call;

    /** @param message null if there is nothing to do */
    Turn(Errand errand, Message message, Handlers handlers) {
        this.errand = errand;
        this.message = message;
        fields = new MessageFields(message);
        // First: who comes in between counts as later.
        this.version = handlers.version();
        this.handlers = message == null ? List.of() : handlers.inOrder();
        atFallbacks = errand.reach() == Errand.Reach.FALLBACKS;
    }

    Errand errand() {
        return errand;
    }

    Message message() {
        return message;
    }

    /** The version of the handlers that it began with. */
    long version() {
        return version;
    }

    /** The next handler that is to be called, null if there is none. Calls nothing of a handler. */
    BoundHandler next(Quarantine quarantine) {
        while (true) {
            if (closed || next == handlers.size()) {
                if (atFallbacks || promised || errand.reach() == Errand.Reach.HANDLERS) {
                    return null;
                }
                atFallbacks = true;
                closed = false;
                next = 0;
            } else {
                BoundHandler handler = handlers.get(next++);
                if (handler.fallback() == atFallbacks && errand.isFor(handler)
                        && handler.matching().accepts(message, fields)) {
                    if (handler.conduct().isCallable() && !quarantine.holds(message.id(), handler.name())) {
                        return handler;
                    }
                    withheld = true;
                }
            }
        }
    }

    Call call() {
        return call;
    }

    void call(Call underWay) {
        call = underWay;
    }

    /** The handler has promised to handle it. */
    void promised(BoundHandler handler) {
        if (!atFallbacks) {
            promised = true;
        }
        closed |= handler.exclusive();
    }

    /** @param again whether it will be tried again */
    void failed(BoundHandler handler, boolean again) {
        withheld = true;
        closed |= again && handler.exclusive();
    }

    /** Whether the message was kept from a handler that is meant to have it later. */
    boolean isWithheld() {
        return withheld || errand.reach() == Errand.Reach.FALLBACKS;
    }

    void kept() {
        kept = true;
    }

    /** In the end: whether all who have promised to handle it have failed, so that it has to be kept. */
    boolean isUnhandled() {
        return promised && !kept && errand.reach() == Errand.Reach.ALL;
    }
}
