// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendState;
import org.chatdock.sending.internal.lane.Lane;
import org.chatdock.sending.internal.settle.Search;

/** A message in the outbox, and what only matters while this process runs. Belongs to the lane. */
final class Slot {
    private static final int MOST_STORE_FAILURES = 12;

    /** Grows in the order in which messages were put. */
    final long number;
    final Strand strand;
    /** As it is to be kept. */
    OutboxEntry entry;
    /** It is being written; until then it is not there for anybody. */
    boolean storing;
    /** It waits for its next try, and those behind it with it. */
    boolean resting;
    Lane.Timer rest = Lane.Timer.NONE;
    /** It is unknown and looked for; those behind it wait for that. */
    boolean sought;
    /** They do not wait longer than this. */
    Lane.Timer hold = Lane.Timer.NONE;
    /** It is unknown, and the agent wants it sent again. */
    boolean wanted;
    /** An earlier request of it may have arrived. Only its echo, or the next answer, can tell. */
    boolean doubtful;
    /** The agent asked for one more request, not for another round of them. */
    boolean single;
    /** Its credentials were renewed. */
    boolean renewed;
    /** When its first try began, by the clock that nobody sets; -1 before. */
    long firstTry = -1;
    /** Since when it waits, by the wall clock. */
    Instant since;
    /** Its message is being stored. */
    boolean settling;
    /** As the gateway has it; null unless it is settling. */
    Message sent;
    /** How often that has failed. */
    int storeFailures;
    /** It is being removed; those behind it wait, because that may fail. */
    boolean discarded;
    /** Null unless it is unknown. */
    Search search;
    /** Null if nobody waits for it. */
    CompletableFuture<SendOutcome> outcome;
    /** Whether it is sent again, as the agent wants; null once that is decided. */
    CompletableFuture<Boolean> retry;

    Slot(long number, Strand strand, OutboxEntry entry, Instant since) {
        this.number = number;
        this.strand = strand;
        this.entry = entry;
        this.since = since;
    }

    ClientId id() {
        return entry.id();
    }

    boolean is(SendState state) {
        return entry.state() == state;
    }

    /** Whether those behind it wait. */
    boolean holds() {
        return storing || sought || resting || discarded;
    }

    /**
     * Whether its message is not in the store yet, and could be taken for the next one's. A message that the store takes
     * at no price must not hold up the others for ever.
     */
    boolean isBeingStored() {
        return settling && storeFailures < MOST_STORE_FAILURES;
    }

    /** Whether it is its turn if nobody before it holds. */
    boolean isReady() {
        return !discarded && !settling && (is(SendState.WAITING) || wanted);
    }

    /** As the agent sees it: an unknown message that is to be sent again waits. On disk it stays unknown. */
    OutboxEntry shown() {
        return wanted && is(SendState.UNKNOWN) ? with(SendState.WAITING, null, "", entry.tries()) : entry;
    }

    /** In that state. */
    OutboxEntry with(SendState state, Reason reason, String text, int tries) {
        return new OutboxEntry(entry.id(), entry.first(), entry.message(), entry.written(), state, reason, text, tries,
                entry.from(), entry.after(), null);
    }

    /** On its way. */
    OutboxEntry onItsWay(String from, MessageId after) {
        return new OutboxEntry(entry.id(), entry.first(), entry.message(), entry.written(), SendState.SENDING, null, "",
                entry.tries(), from, after, null);
    }

    /** How it has ended; null if it has not, or nobody knows how. */
    SendOutcome ended() {
        if (settling) {
            return storeFailures > 0 ? new SendOutcome.Sent(sent) : null;
        }
        return is(SendState.REFUSED) ? new SendOutcome.Refused(entry.reason(), entry.serviceText())
                : is(SendState.EXPIRED) ? new SendOutcome.Expired() : null;
    }

    /** Kept only so that no other entry is taken for its message. */
    OutboxEntry claim(MessageId sentAs) {
        return new OutboxEntry(entry.id(), entry.first(), entry.message(), entry.written(), SendState.SENT, null, "",
                entry.tries(), entry.from(), entry.after(), sentAs);
    }

    void stopRest() {
        resting = false;
        rest.cancel();
    }
}
