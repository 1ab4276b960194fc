// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendHealth;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.Appended;
import org.chatdock.sending.internal.wire.Answer;
import org.chatdock.sending.internal.wire.AnswerReader;

/** Lets messages leave, one of a conversation at a time, and decides what becomes of them. Lane. */
final class Dispatcher implements Flight.Host {
    private static final int MOST_FLIGHTS = 16;
    private static final long NOT_BEGUN_REST_MILLIS = 5_000;

    private final Core core;
    private final OutboxParts parts;
    private final Unknowns unknowns;
    private final AnswerReader answers = new AnswerReader();
    /** Who may have something to send, in the order in which they came. */
    private final Set<Strand> due = new LinkedHashSet<>();
    private int flights;

    Dispatcher(Core core, Unknowns unknowns) {
        this.core = core;
        this.unknowns = unknowns;
        parts = core.parts;
    }

    /** Something of the conversation may leave. */
    void pump(Strand strand) {
        due.add(strand);
        while (flights < MOST_FLIGHTS && !due.isEmpty() && !core.stopped && parts.signIn().get() != null) {
            Iterator<Strand> first = due.iterator();
            Strand next = first.next();
            first.remove();
            begin(next);
        }
    }

    private void begin(Strand strand) {
        Slot slot = strand.next();
        if (slot == null) {
            return;
        }
        if (slot.is(SendState.WAITING) && isExpired(slot)) {
            core.giveUp(slot, SendState.EXPIRED, null, "");
            due.add(strand);
        } else if (core.allowances.limit()) {
            core.allowances.whenKnown(strand.id, known -> beginWithin(strand, known));
        } else {
            fly(slot);
        }
    }

    /** Asked again: the answer may have taken its time. */
    private void beginWithin(Strand strand, boolean known) {
        Slot slot = strand.next();
        if (slot == null || core.stopped || parts.signIn().get() == null) {
            return;
        }
        if (flights >= MOST_FLIGHTS) {
            due.add(strand);
        } else if (!known) {
            rest(slot, NOT_BEGUN_REST_MILLIS);
        } else if (!core.allowances.isClosed(strand.id)) {
            fly(slot);
        } else {
            if (slot.doubtful) {
                unknowns.stillUnknown(slot, "");
            } else {
                core.giveUp(slot, SendState.REFUSED, Reason.WINDOW_CLOSED, "");
            }
            due.add(strand);
        }
    }

    private void fly(Slot slot) {
        flights++;
        if (slot.firstTry < 0) {
            slot.firstTry = core.now();
        }
        slot.strand.flight = new Flight(slot, parts, core.disk, answers, this);
        slot.strand.flight.begin();
    }

    boolean isExpired(Slot slot) {
        return !parts.options().expireAfter().isZero()
                && !parts.clock().instant().isBefore(slot.since.plus(parts.options().expireAfter()));
    }

    /** It waits from now on: not for ever. */
    void watch(Slot slot) {
        if (!parts.options().expireAfter().isZero()) {
            Instant since = slot.since;
            long left = parts.clock().instant().until(since.plus(parts.options().expireAfter()), ChronoUnit.MILLIS);
            parts.lane().schedule(Math.max(0, left), () -> {
                if (!core.stopped && since.equals(slot.since) && core.book.find(slot.id()) == slot) {
                    expire(slot);
                }
            });
        }
    }

    private void expire(Slot slot) {
        boolean flies = slot.strand.flight != null && slot.strand.flight.slot() == slot;
        if (slot.is(SendState.WAITING) && !flies && !slot.discarded && !slot.storing && isExpired(slot)) {
            core.giveUp(slot, SendState.EXPIRED, null, "");
            pump(slot.strand);
        }
    }

    @Override
    public void leaves(Slot slot, String from, MessageId after, Consumer<Boolean> noted) {
        OutboxEntry before = slot.entry;
        boolean wanted = slot.wanted;
        unknowns.stop(slot);
        slot.entry = slot.onItsWay(from, after);
        slot.wanted = false;
        core.show(slot.strand);
        core.writer.write(List.of(slot.entry), written -> {
            if (!written && !slot.settling) {
                slot.entry = before;
                slot.wanted = wanted;
                core.show(slot.strand);
            }
            noted.accept(written && !slot.settling);
        });
    }

    @Override
    public void landed(Flight flight, Ending ending) {
        Slot slot = flight.slot();
        if (core.stopped) {
            return;
        }
        health(ending);
        if (slot.settling || core.book.find(slot.id()) != slot) {
            // Its echo was here before its answer.
            if (ending instanceof Ending.Accepted accepted) {
                appendLate(message(slot, accepted.answer()));
            }
        } else if (ending instanceof Ending.Accepted accepted) {
            unknowns.settle(slot, message(slot, accepted.answer()));
        } else if (ending instanceof Ending.Lost) {
            unknowns.lost(slot);
        } else if (ending instanceof Ending.NotBegun) {
            notBegun(slot);
        } else if (slot.doubtful) {
            unknowns.stillUnknown(slot, ending instanceof Ending.Refused refused ? refused.text()
                    : ((Ending.NotArrived) ending).text());
        } else if (ending instanceof Ending.Refused refused) {
            core.giveUp(slot, SendState.REFUSED, refused.reason(), refused.text());
        } else {
            notArrived(slot, (Ending.NotArrived) ending);
        }
        release(slot);
    }

    private void release(Slot slot) {
        Strand strand = slot.strand;
        strand.flight = null;
        flights--;
        unknowns.lookForThoseLike(slot);
        core.dropClaims(strand);
        pump(strand);
        core.book.tidy(strand);
    }

    /** The one under way is given up before its request has left. */
    void cancelled(Strand strand) {
        strand.flight.cancel();
        strand.flight = null;
        flights--;
        pump(strand);
    }

    private void notBegun(Slot slot) {
        if (slot.is(SendState.SENDING)) {
            if (slot.doubtful) {
                unknowns.stillUnknown(slot, "");
                return;
            }
            slot.entry = slot.with(SendState.WAITING, null, "", slot.entry.tries());
            core.writer.keep(List.of(slot.entry));
        }
        if (slot.doubtful && slot.search == null) {
            unknowns.stillUnknown(slot, "");
        } else {
            rest(slot, NOT_BEGUN_REST_MILLIS);
        }
    }

    private void rest(Slot slot, long millis) {
        slot.resting = true;
        slot.rest = parts.lane().schedule(millis, () -> {
            slot.resting = false;
            if (!core.stopped) {
                pump(slot.strand);
            }
        });
        core.show(slot.strand);
    }

    private void notArrived(Slot slot, Ending.NotArrived ending) {
        int tries = slot.entry.tries() + 1;
        long wait = slot.single ? TryPolicy.GIVE_UP
                : TryPolicy.wait(tries, core.now() - slot.firstTry, ending.retryAfter(), parts.random());
        slot.entry = slot.with(SendState.WAITING, null, ending.text(), tries);
        if (wait == TryPolicy.GIVE_UP) {
            core.giveUp(slot, SendState.REFUSED, ending.reason(), ending.text());
        } else {
            core.writer.keep(List.of(slot.entry));
            rest(slot, wait);
        }
    }

    private void health(Ending ending) {
        if (ending instanceof Ending.Accepted) {
            core.showcase.health(SendHealth.State.WORKING, "");
        } else if (ending instanceof Ending.Lost) {
            core.showcase.health(SendHealth.State.UNCERTAIN, "");
        } else if (ending instanceof Ending.Refused refused && refused.health() != null) {
            core.showcase.health(refused.health(), refused.text());
        } else if (ending instanceof Ending.NotArrived notArrived) {
            core.showcase.health(notArrived.reason() == Reason.THROTTLED ? SendHealth.State.THROTTLED
                    : SendHealth.State.UNREACHABLE, notArrived.text());
        }
    }

    private Message message(Slot slot, Answer.Accepted accepted) {
        Outgoing sent = slot.entry.message();
        Instant time = accepted.time() != null ? accepted.time()
                : parts.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        return new Message(accepted.id(), sent.to(), slot.entry.from(), sent.to().value(), SenderType.AGENT,
                sent.type(), sent.content(), sent.attachment(), time, Map.of());
    }

    /** Known by its echo already, but for a gateway that has taken two requests. */
    private void appendLate(Message message) {
        CompletionStage<Appended> stage = Guarded.stage(() -> parts.store().append(message));
        stage.whenComplete((appended, failure) -> {
            if (failure != null) {
                parts.logger().error("Sent, but not stored: {}", message, failure);
            }
        });
    }
}
