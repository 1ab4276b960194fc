// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import org.chatdock.api.dispatch.Delivery;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.osgi.service.log.Logger;

/** Runs the handlers of one message, one after the other, and guards against what they throw. Stateless. */
final class Runner {
    private final Handlers handlers;
    private final boolean acknowledgeUnknown;
    private final Logger logger;

    Runner(Handlers handlers, boolean acknowledgeUnknown, Logger logger) {
        this.handlers = handlers;
        this.acknowledgeUnknown = acknowledgeUnknown;
        this.logger = logger;
    }

    /** @param settlement gets every outcome that promises something, in order, and the end of the delivery */
    void run(Delivery delivery, Settlement settlement) {
        Message message = delivery.message();
        boolean taken = false;
        for (BoundHandler handler : handlers.inOrder()) {
            if (!handler.fallback()) {
                taken |= run(handler, message, delivery, settlement, true);
            }
        }
        if (!taken) {
            for (BoundHandler handler : handlers.inOrder()) {
                if (handler.fallback()) {
                    run(handler, message, delivery, settlement, acknowledgeUnknown);
                }
            }
        }
        settlement.finish(delivery);
    }

    /** Without an acknowledgement the gateway delivers again: nothing is lost. */
    void lineFailed(Throwable failure) {
        logger.error("An acknowledgement could not be given to the line", failure);
    }

    /** Returns whether the handler wanted the message, successful or not. */
    private boolean run(BoundHandler handler, Message message, Delivery delivery, Settlement settlement,
            boolean acknowledge) {
        Outcome outcome;
        try {
            if (!handler.handler().test(message)) {
                return false;
            }
            outcome = handler.handler().handle(message);
        } catch (Throwable e) { // a stranger's code: an error of linkage must not take the lane down
            logger.error("The message handler '{}' failed on {}; the gateway will deliver it again", handler.name(),
                    message, e);
            return true;
        }
        if (outcome instanceof Outcome.Handled handled) {
            settlement.expect(handled.durable(), failure -> {
                if (failure != null) {
                    logger.error("The message handler '{}' could not finish {}; the gateway will deliver it again",
                            handler.name(), message, failure);
                } else if (acknowledge) {
                    delivery.acknowledge(handler.name());
                }
            });
            return true;
        }
        if (outcome instanceof Outcome.Skipped) {
            return false;
        }
        logger.error("The message handler '{}' failed on {}; the gateway will deliver it again: {}", handler.name(),
                message, outcome instanceof Outcome.Failed failed ? failed.reason() : "it returned null");
        return true;
    }
}
