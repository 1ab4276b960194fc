// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.chatdock.api.connection.CredentialSource;
import org.chatdock.api.connection.Credentials;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.sending.MessageSender;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationStore;
import org.osgi.service.log.Logger;

/** Sends messages by a {@link SendCall}: one at a time to a customer, each of them once. Any thread. */
final class HttpMessageSender implements MessageSender, AutoCloseable {
    private static final int MAX_MESSAGES = 1000;
    private static final long MAX_CHARS = 32L << 20;

    private final SendCall call;
    private final Duration credentialsTimeout;
    private final Supplier<CredentialSource> credentials;
    private final ConversationStore store;
    private final Clock clock;
    private final Logger logger;
    private final AnswerReader answers = new AnswerReader();
    private final Lanes lanes = new Lanes(MAX_MESSAGES, MAX_CHARS);

    /**
     * @param call closed with this
     * @param credentialsTimeout how long the source may take
     * @param credentials asked before every send for who is asked then; gives null if there is nobody
     * @param store gets what was sent
     * @param clock for messages that the gateway tells no time of
     */
    HttpMessageSender(SendCall call, Duration credentialsTimeout, Supplier<CredentialSource> credentials,
            ConversationStore store, Clock clock, Logger logger) {
        this.call = call;
        this.credentialsTimeout = credentialsTimeout;
        this.credentials = credentials;
        this.store = store;
        this.clock = clock;
        this.logger = logger;
    }

    @Override
    public CompletionStage<SendOutcome> send(Outgoing message) {
        Sending sending = new Sending(message, JavaScriptText.trim(message.content()));
        if (sending.content().isEmpty() && message.attachment().isEmpty()) {
            sending.end(refused(Reason.EMPTY));
            return sending.outcome();
        }
        switch (lanes.enter(sending)) {
            case START -> start(sending);
            case WAIT -> logger.trace("A message to {} waits for the one before it.", message.to());
            case REFUSED -> refuse(sending);
        }
        return sending.outcome();
    }

    private void refuse(Sending sending) {
        logger.warn("A message to {} was not sent: too many wait, or the sender has stopped.", sending.message().to());
        sending.stop();
    }

    private static SendOutcome refused(Reason reason) {
        return new SendOutcome.Refused(reason, "");
    }

    /** On a thread of our own: a credential source is foreign code, and the caller does not wait. */
    private void start(Sending sending) {
        try {
            call.execute(() -> askCredentials(sending));
        } catch (RejectedExecutionException e) {
            // The sender is stopping, and ends this one too.
            sending.stop();
        }
    }

    private void end(Sending sending, SendOutcome outcome) {
        if (sending.end(outcome)) {
            next(sending);
        }
    }

    private void next(Sending ended) {
        Sending next = lanes.leave(ended);
        if (next != null) {
            start(next);
        }
    }

    /** Runs a step. An error of ours must not leave the message without an end, and its lane blocked for ever. */
    private void step(Sending sending, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            logger.error("Sending a message to {} failed unexpectedly.", sending.message().to(), e);
            if (sending.stop()) {
                next(sending);
            }
        }
    }

    private void askCredentials(Sending sending) {
        CredentialSource source = credentials.get();
        if (source == null) {
            logger.warn("A message to {} was not sent: nobody is signed in.", sending.message().to());
            end(sending, refused(Reason.NOT_CONFIGURED));
            return;
        }
        CompletableFuture<Credentials> asked = new CompletableFuture<>();
        asked.whenCompleteAsync(
                (found, failure) -> step(sending, () -> request(sending, found, failure)), call);
        Runnable unwind = call.after(credentialsTimeout.toMillis(),
                () -> asked.completeExceptionally(new TimeoutException()));
        asked.whenComplete((found, failure) -> unwind.run());
        try {
            source.credentials().whenComplete((found, failure) -> {
                if (failure == null) {
                    asked.complete(found);
                } else {
                    asked.completeExceptionally(failure);
                }
            });
        } catch (Exception | LinkageError e) {
            asked.completeExceptionally(e);
        }
    }

    private void request(Sending sending, Credentials found, Throwable failure) {
        if (found == null) {
            // The exception's class only: a foreign message may hold what it should not.
            logger.warn("A message to {} was not sent: no credentials ({}).", sending.message().to(),
                    failure == null ? "none given" : failure.getClass().getName());
            end(sending, refused(Reason.UNREACHABLE));
        } else if (!call.canCarry(found)) {
            logger.error("A message to {} was not sent: the company's id or the token has characters that a header "
                    + "cannot carry; set credentialsIn to QUERY in the configuration org.chatdock.sending.",
                    sending.message().to());
            end(sending, refused(Reason.NOT_CONFIGURED));
        } else {
            call.send(RequestBody.of(sending.message(), sending.content(), found.agentId()), found,
                    new Course(sending, found.agentId()));
        }
    }

    /** What happens to one request. */
    private final class Course implements SendCall.Progress {
        private final Sending sending;
        private final String agent;

        Course(Sending sending, String agent) {
            this.sending = sending;
            this.agent = agent;
        }

        @Override
        public void leaves() {
            sending.leaves();
        }

        @Override
        public void answered(int status, String text) {
            step(sending, () -> read(status, text));
        }

        private void read(int status, String text) {
            Answer answer = answers.read(status, text);
            if (answer instanceof Answer.Accepted accepted) {
                keep(sending, message(sending, agent, accepted));
            } else if (answer instanceof Answer.Denied denied) {
                logger.info("The service did not take a message to {}: status {}.", sending.message().to(), status);
                end(sending, new SendOutcome.Refused(Reason.SERVICE, denied.text()));
            } else {
                logger.warn("The service's answer to a message to {} cannot be read: status {}, {} characters.",
                        sending.message().to(), status, text.length());
                end(sending, new SendOutcome.Unknown());
            }
        }

        @Override
        public void notReached(Throwable cause) {
            logger.info("The service was not reached with a message to {}: {}", sending.message().to(), words(cause));
            end(sending, refused(Reason.UNREACHABLE));
        }

        @Override
        public void lost(Throwable cause) {
            logger.warn("No answer to a message to {}: {}", sending.message().to(), words(cause));
            end(sending, new SendOutcome.Unknown());
        }

        /** Without the library's message: it may quote the address, and the token with it. */
        private static String words(Throwable cause) {
            return cause.getClass().getName();
        }
    }

    private Message message(Sending sending, String agent, Answer.Accepted accepted) {
        Outgoing sent = sending.message();
        Instant time = accepted.time() != null ? accepted.time() : clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new Message(accepted.id(), sent.to(), agent, sent.to().value(), SenderType.AGENT, sent.type(),
                sending.content(), sent.attachment(), time, Map.of());
    }

    /** The outcome follows the commit. If the store fails it is sent all the same: the gateway has it. */
    private void keep(Sending sending, Message message) {
        sending.accepted(message);
        CompletionStage<Appended> stored;
        try {
            stored = store.append(message);
        } catch (RuntimeException e) {
            stored = CompletableFuture.failedStage(e);
        }
        // On our own thread: the store's writer has better things to do than what follows.
        stored.whenCompleteAsync((appended, failure) -> {
            if (failure != null) {
                logger.error("Sent, but not stored: {}", message, failure);
            }
            end(sending, new SendOutcome.Sent(message));
        }, call);
    }

    /** Stops within 3 seconds. What is on its way ends as unknown, what waits as not sent. */
    @Override
    public void close() {
        lanes.close().forEach(Sending::stop);
        call.close();
    }
}
