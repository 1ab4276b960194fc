// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.osgi.service.log.Logger;

/** Runs the handlers of one message, one after the other, and guards against what they do. Stateless. */
final class Runner {
    private final Handlers handlers;
    private final Quarantine quarantine;
    private final Workers workers;
    private final DispatchOptions options;
    private final LongSupplier nanos;
    private final Logger logger;
    private final Consumer<Message> unhandled;
    private final LongConsumer keptUnknown;

    /**
     * @param unhandled told of a message that has to be kept, because all who promised to handle it have failed
     * @param keptUnknown told that a fallback has kept a message: the version of the handlers that were asked before
     */
    Runner(Handlers handlers, Quarantine quarantine, Workers workers, DispatchOptions options, LongSupplier nanos,
            Logger logger, Consumer<Message> unhandled, LongConsumer keptUnknown) {
        this.handlers = handlers;
        this.quarantine = quarantine;
        this.workers = workers;
        this.options = options;
        this.nanos = nanos;
        this.logger = logger;
        this.unhandled = unhandled;
        this.keptUnknown = keptUnknown;
    }

    Turn begin(Errand errand) {
        Message message = null;
        try {
            message = errand.message();
        } catch (RuntimeException e) {
            logger.error("The message {} could not be read from the store, and is not offered now", errand.id(), e);
        }
        return new Turn(errand, message, handlers);
    }

    /**
     * Takes a turn to its end.
     *
     * @param settlement gets every outcome that promises something, in order, and the end of the errand
     * @return false if a call was given up meanwhile: then somebody else goes on with the turn
     */
    boolean run(Turn turn, Settlement settlement) {
        BoundHandler handler;
        while ((handler = turn.next(quarantine)) != null) {
            if (!call(handler, turn, settlement)) {
                return false;
            }
        }
        settlement.afterwards(turn.errand().id(), nanos.getAsLong(), () -> finish(turn));
        return true;
    }

    private void finish(Turn turn) {
        try {
            if (turn.isUnhandled()) {
                unhandled.accept(turn.message());
            }
        } finally {
            turn.errand().done();
        }
    }

    /** Without an acknowledgement the gateway delivers again: nothing is lost. */
    void lineFailed(Throwable failure) {
        logger.error("An acknowledgement could not be given to the line", failure);
    }

    /** Looks after the call that is under way. Returns whether it was given up: then somebody has to go on. */
    boolean look(Turn turn, long now) {
        Call call = turn.call();
        if (call == null) {
            return false;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(now - call.startNanos());
        BoundHandler handler = call.handler();
        if (millis < options.callLimitMillis()) {
            if (millis >= options.slowCallMillis() && call.replace(workers)) {
                logger.warn("The message handler {} has been busy with {} for {} ms", handler, call.message(), millis);
            }
            return false;
        }
        // Before the thread is let go: it says that it is back whenever that is.
        handler.conduct().lost();
        if (!call.giveUp(workers)) {
            cameBack(handler);
            return false;
        }
        turn.call(null);
        handler.presence().leave(call);
        handler.tally().called(now - call.startNanos());
        failed(handler, turn, "call limit", "no answer within " + options.callLimitMillis() + " ms", null);
        return true;
    }

    private void cameBack(BoundHandler handler) {
        if (handler.conduct().cameBack()) {
            handlers.again(handler);
        }
    }

    /** Returns false if the call was given up meanwhile. */
    private boolean call(BoundHandler handler, Turn turn, Settlement settlement) {
        Message message = turn.message();
        Call call = new Call(handler, message, nanos.getAsLong());
        if (!handler.presence().enter(call)) {
            return true;
        }
        turn.call(call);
        boolean wanted = false;
        Outcome outcome = null;
        Throwable thrown = null;
        Settlement.Promise promise = null;
        try {
            wanted = handler.handler().test(message);
            outcome = wanted ? handler.handler().handle(message) : null;
            if (outcome instanceof Outcome.Handled handled) {
                promise = promise(handled, turn.errand(), settlement);
            }
        } catch (Throwable e) { // a stranger's code: an error of linkage must not take the lane down
            thrown = e;
        }
        boolean counts = call.end(workers);
        handler.presence().leave(call);
        if (!counts) {
            cameBack(handler);
            return false;
        }
        turn.call(null);
        if (wanted || thrown != null) {
            long now = nanos.getAsLong();
            handler.tally().called(now - call.startNanos());
            if (thrown != null) {
                failed(handler, turn, thrown.getClass().getName(), "it threw " + thrown.getClass().getName(), thrown);
            } else if (promise != null) {
                promised(handler, turn, promise, now, settlement);
            } else {
                withoutPromise(handler, turn, outcome);
            }
        }
        return true;
    }

    /** The stage is the handler's own code too. */
    private static Settlement.Promise promise(Outcome.Handled handled, Errand errand, Settlement settlement) {
        Settlement.Promise promise = settlement.promise();
        errand.durable(handled.durable()).whenComplete((value, failure) -> settlement.keep(promise, failure));
        return promise;
    }

    private void promised(BoundHandler handler, Turn turn, Settlement.Promise promise, long now,
            Settlement settlement) {
        turn.promised(handler);
        boolean acknowledge = !handler.fallback() || options.acknowledgeUnknown() && !turn.isWithheld();
        settlement.expect(promise, turn.message().id(), now, failure -> {
            if (failure == null) {
                succeeded(handler, turn, acknowledge);
            } else {
                brokenPromise(handler, turn, failure);
            }
        });
    }

    private void succeeded(BoundHandler handler, Turn turn, boolean acknowledge) {
        turn.kept();
        handler.conduct().succeeded();
        quarantine.succeeded(turn.message().id(), handler.name());
        if (acknowledge && turn.errand().acknowledge(handler.name())) {
            handler.tally().acknowledged();
        }
        if (handler.fallback()) {
            keptUnknown.accept(turn.version());
        }
    }

    private void brokenPromise(BoundHandler handler, Turn turn, Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause()
                : failure;
        if (failure instanceof TimeoutException) {
            failed(handler, turn, "stage limit", "not durable within " + options.stageLimitMillis() + " ms", null);
        } else {
            failed(handler, turn, cause.getClass().getName(), "could not finish: " + cause.getClass().getName(),
                    failure);
        }
    }

    private void withoutPromise(BoundHandler handler, Turn turn, Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            handler.tally().failed("refused");
            logger.warn("The message handler {} refused {} for good: {}", handler, turn.message(), refused.reason());
            if (!handler.fallback()) {
                quarantine.failed(turn.message(), handler.name(), refused.reason(), true);
                turn.failed(handler, false);
            }
        } else if (outcome instanceof Outcome.Failed failed) {
            failed(handler, turn, "failed", failed.reason(), null);
        } else if (outcome == null) {
            failed(handler, turn, "null", "it returned null", null);
        }
    }

    /**
     * @param error in a word
     * @param thrown null if nothing was
     */
    private void failed(BoundHandler handler, Turn turn, String error, String reason, Throwable thrown) {
        Message message = turn.message();
        handler.tally().failed(error);
        String log = "The message handler {} failed on {}; the gateway will deliver it again: {}";
        if (thrown == null) {
            logger.error(log, handler, message, reason);
        } else {
            logger.error(log, handler, message, reason, thrown);
        }
        if (handler.fallback()) {
            return;
        }
        boolean held = quarantine.failed(message, handler.name(), reason, false);
        turn.failed(handler, !held);
        if (held) {
            logger.warn("The message handler {} is not given {} any more, after {} tries", handler, message,
                    options.messageTries());
        }
        long pause = handler.conduct().failed(nanos.getAsLong());
        if (pause > 0) {
            logger.warn("The message handler {} is left alone for {} s: it has failed {} times in a row", handler,
                    TimeUnit.NANOSECONDS.toSeconds(pause), options.handlerFailures());
        }
    }
}
