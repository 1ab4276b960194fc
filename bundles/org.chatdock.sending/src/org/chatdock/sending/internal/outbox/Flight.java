// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.connection.SignIn;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.SendHealth;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendState;
import org.chatdock.sending.internal.lane.Lane;
import org.chatdock.sending.internal.lane.Serial;
import org.chatdock.sending.internal.settle.StoreLook;
import org.chatdock.sending.internal.wire.Answer;
import org.chatdock.sending.internal.wire.AnswerReader;
import org.chatdock.sending.internal.wire.RequestBody;
import org.chatdock.sending.internal.wire.RetryAfter;
import org.chatdock.sending.internal.wire.SendCall;
import org.osgi.service.log.Logger;

/**
 * One message on its way: credentials, the note on disk that it leaves, the request, its answer; and once more with
 * renewed credentials if the gateway does not know these. Belongs to the lane.
 */
final class Flight {
    /** Who sent it off. */
    interface Host {
        /** Notes on disk, and shows, that the slot is on its way; then says whether that is done. */
        void leaves(Slot slot, String from, MessageId after, Consumer<Boolean> noted);

        /** It is over. */
        void landed(Flight flight, Ending ending);
    }

    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final Slot slot;
    private final OutboxParts parts;
    private final Serial disk;
    private final AnswerReader answers;
    private final Host host;
    private final Logger logger;
    /** The steps of before do not count any more; grows with each step. */
    private int step;
    private boolean over;

    Flight(Slot slot, OutboxParts parts, Serial disk, AnswerReader answers, Host host) {
        this.slot = slot;
        this.parts = parts;
        this.disk = disk;
        this.answers = answers;
        this.host = host;
        logger = parts.logger();
    }

    Slot slot() {
        return slot;
    }

    void begin() {
        SignIn signIn = parts.signIn().get();
        if (signIn == null) {
            land(new Ending.NotBegun());
        } else {
            ask(signIn::credentials, this::prepare);
        }
    }

    /** The slot is given up before its request has left. */
    void cancel() {
        over = true;
    }

    private void land(Ending ending) {
        if (!over) {
            over = true;
            host.landed(this, ending);
        }
    }

    /** Runs the next step on the lane, once; an error of ours must not keep the conversation for ever. */
    private void next(int mine, Runnable task) {
        parts.lane().execute(() -> {
            if (over || step != mine) {
                return;
            }
            step++;
            try {
                task.run();
            } catch (RuntimeException | LinkageError e) {
                logger.error("Sending a message to {} failed unexpectedly.", slot.strand.id, e);
                land(slot.is(SendState.SENDING) ? new Ending.Lost() : new Ending.NotBegun());
            }
        });
    }

    private void ask(Supplier<CompletionStage<Credentials>> question, Consumer<Credentials> then) {
        int mine = step;
        Lane.Timer late = parts.lane().schedule(parts.options().credentialsTimeout().toMillis(),
                () -> next(mine, () -> withoutCredentials("too late")));
        Guarded.stage(question).whenComplete((found, failure) -> next(mine, () -> {
            late.cancel();
            if (found == null) {
                // The class only: a foreign message may hold what it should not.
                withoutCredentials(failure == null ? "none given" : failure.getClass().getName());
            } else {
                then.accept(found);
            }
        }));
    }

    private void withoutCredentials(String why) {
        logger.warn("A message to {} was not sent: no credentials ({}).", slot.strand.id, why);
        land(new Ending.NotArrived(Reason.UNREACHABLE, "", -1));
    }

    private void prepare(Credentials credentials) {
        if (!parts.call().canCarry(credentials)) {
            logger.error("A message to {} was not sent: the company's id or the token has characters that a header "
                    + "cannot carry; set credentialsIn to QUERY in the configuration org.chatdock.sending.",
                    slot.strand.id);
            land(new Ending.Refused(Reason.NOT_CONFIGURED, "", null));
        } else if (slot.doubtful) {
            // The earlier request may have arrived, too: what it became comes after what was known then.
            note(credentials, slot.entry.after());
        } else {
            int mine = step;
            disk.execute(() -> lookUp(mine, credentials));
        }
    }

    private void lookUp(int mine, Credentials credentials) {
        try {
            MessageId newest = StoreLook.newest(parts.store(), slot.strand.id);
            next(mine, () -> note(credentials, newest));
        } catch (RuntimeException e) {
            logger.warn("A message to {} waits: the store cannot be read ({}).", slot.strand.id,
                    e.getClass().getName());
            next(mine, () -> land(new Ending.NotBegun()));
        }
    }

    private void note(Credentials credentials, MessageId after) {
        int mine = step;
        host.leaves(slot, credentials.agentId(), after, noted -> next(mine, () -> {
            if (noted) {
                request(credentials);
            } else {
                land(new Ending.NotBegun());
            }
        }));
    }

    private void request(Credentials credentials) {
        int mine = step;
        byte[] body = RequestBody.of(slot.entry.message(), credentials.agentId(), parts.options().idempotencyField(),
                slot.id());
        parts.call().send(body, slot.id(), credentials, new SendCall.Progress() {
            @Override
            public void answered(SendCall.Reply reply) {
                next(mine, () -> read(reply, credentials));
            }

            @Override
            public void notReached(Throwable cause) {
                next(mine, () -> {
                    logger.info("The service was not reached with a message to {}: {}", slot.strand.id, words(cause));
                    land(new Ending.NotArrived(Reason.UNREACHABLE, "", -1));
                });
            }

            @Override
            public void lost(Throwable cause) {
                next(mine, () -> {
                    logger.warn("No answer to a message to {}: {}", slot.strand.id, words(cause));
                    land(new Ending.Lost());
                });
            }
        });
    }

    /** Without the library's message: it may quote the address, and the token with it. */
    private static String words(Throwable cause) {
        return cause.getClass().getName();
    }

    private void read(SendCall.Reply reply, Credentials credentials) {
        int status = reply.status();
        Answer answer = answers.read(status, reply.text());
        if (answer instanceof Answer.Accepted accepted) {
            land(new Ending.Accepted(accepted));
        } else if (answer instanceof Answer.Denied denied) {
            logger.info("The service did not take a message to {}: status {}.", slot.strand.id, status);
            long asked = RetryAfter.millis(reply.retryAfter(), parts.clock().instant());
            if (status == TOO_MANY || status == UNAVAILABLE && asked >= 0) {
                land(new Ending.NotArrived(Reason.THROTTLED, denied.text(), asked));
            } else if (status == 401 || status == 403) {
                renew(credentials, denied.text());
            } else {
                land(new Ending.Refused(Reason.SERVICE, denied.text(),
                        status >= 500 ? SendHealth.State.FAILING : SendHealth.State.WORKING));
            }
        } else {
            logger.warn("The service's answer to a message to {} cannot be read: status {}, {} characters.",
                    slot.strand.id, status, reply.text().length());
            land(new Ending.Lost());
        }
    }

    private void renew(Credentials refused, String text) {
        SignIn signIn = parts.signIn().get();
        if (slot.renewed || signIn == null) {
            land(signedOut(text));
            return;
        }
        ask(() -> signIn.renew(refused), renewed -> {
            slot.renewed = true;
            if (renewed.equals(refused)) {
                land(signedOut(text));
            } else {
                prepare(renewed);
            }
        });
    }

    private static Ending signedOut(String text) {
        return new Ending.Refused(Reason.SIGNED_OUT, text, SendHealth.State.SIGNED_OUT);
    }
}
