// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.quota;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.sending.Allowance;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.sending.internal.lane.Lane;
import org.chatdock.sending.internal.lane.Serial;
import org.osgi.service.log.Logger;

/**
 * What the gateway still takes, counted from what is stored. Read from the store when it is first asked for, and again
 * when the conversation changes. Belongs to the lane.
 */
public final class Allowances {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 100;
    private static final int MOST_CONVERSATIONS = 10_000;

    /**
     * What is stored since the customer's newest message.
     *
     * @param id of that message; null if the customer has never written
     * @param time of that message; {@link Instant#MIN} if the customer has never written
     * @param since the ids of what came after it
     * @param sent those of them that agents wrote
     */
    private record Since(MessageId id, Instant time, Set<MessageId> since, Set<MessageId> sent) {
    }

    /** One conversation. */
    private static final class Count {
        /** Null until it is read. */
        private Since stored;
        private boolean reading;
        private boolean readAgain;
        /** What was sent from here, and which reading cannot have seen it: the one of this number, and those before. */
        private final Map<MessageId, Long> recent = new HashMap<>();
        private List<Consumer<Boolean>> waiting = new ArrayList<>();
    }

    private final ReplyRules rules;
    private final ConversationStore store;
    private final Serial disk;
    private final Lane lane;
    private final Clock clock;
    private final Consumer<ConversationId> changed;
    private final Logger logger;
    private final Map<ConversationId, Count> counts = new LinkedHashMap<>(16, 0.75f, true);
    private long readings;

    /** @param changed is told, on the lane, when what is known of a conversation has changed */
    public Allowances(ReplyRules rules, ConversationStore store, Serial disk, Lane lane, Clock clock,
            Consumer<ConversationId> changed, Logger logger) {
        this.rules = rules;
        this.store = store;
        this.disk = disk;
        this.lane = lane;
        this.clock = clock;
        this.changed = changed;
        this.logger = logger;
    }

    /** Whether anything is limited. */
    public boolean limit() {
        return rules.limit();
    }

    /** @param then runs on the lane, at once if it is known or nothing is limited: with whether it is known */
    public void whenKnown(ConversationId conversation, Consumer<Boolean> then) {
        Count count = counts.get(conversation);
        if (!limit() || count != null && count.stored != null) {
            then.accept(true);
            return;
        }
        if (count == null) {
            count = new Count();
            counts.put(conversation, count);
            forgetOldest();
        }
        count.waiting.add(then);
        read(conversation, count);
    }

    /** Whoever is asked for again is read again. One that is being read is the youngest, or will be soon. */
    private void forgetOldest() {
        Iterator<Count> oldest = counts.values().iterator();
        while (counts.size() > MOST_CONVERSATIONS && oldest.hasNext()) {
            if (!oldest.next().reading) {
                oldest.remove();
            }
        }
    }

    /** Something was committed. */
    public void storeChanged(Set<ConversationId> conversations) {
        for (ConversationId conversation : conversations) {
            Count count = counts.get(conversation);
            if (count != null) {
                read(conversation, count);
            }
        }
    }

    /** A message of ours is in the store; what was read before does not have it. */
    public void sent(ConversationId conversation, MessageId id) {
        Count count = counts.get(conversation);
        if (count != null) {
            count.recent.put(id, readings);
        }
    }

    private void read(ConversationId conversation, Count count) {
        if (count.reading) {
            count.readAgain = true;
            return;
        }
        count.reading = true;
        count.readAgain = false;
        long number = ++readings;
        disk.execute(() -> {
            Since since = read(conversation);
            lane.execute(() -> take(conversation, count, since, number));
        });
    }

    private Since read(ConversationId conversation) {
        Set<MessageId> since = new HashSet<>();
        Set<MessageId> sent = new HashSet<>();
        MessageId before = null;
        try {
            for (int i = 0; i < MOST_PAGES; i++) {
                List<StoredMessage> page = store.page(conversation, before, PAGE);
                for (int j = page.size() - 1; j >= 0; j--) {
                    Message message = page.get(j).message();
                    if (message.fromCustomer()) {
                        return new Since(message.id(), message.time(), since, sent);
                    }
                    since.add(message.id());
                    if (SenderType.AGENT.equals(message.fromType())) {
                        sent.add(message.id());
                    }
                }
                if (page.size() < PAGE) {
                    break;
                }
                before = page.get(0).message().id();
            }
            return new Since(null, Instant.MIN, since, sent);
        } catch (RuntimeException e) {
            logger.warn("What may still be sent could not be read from the store: {}", e.getClass().getName());
            return null;
        }
    }

    private void take(ConversationId conversation, Count count, Since since, long number) {
        count.reading = false;
        if (since != null) {
            count.stored = since;
            count.recent.values().removeIf(seen -> seen < number);
        }
        if (count.readAgain) {
            read(conversation, count);
        }
        List<Consumer<Boolean>> waiting = count.waiting;
        count.waiting = new ArrayList<>();
        if (count.stored == null) {
            counts.remove(conversation);
        } else {
            changed.accept(conversation);
        }
        waiting.forEach(then -> then.accept(count.stored != null));
    }

    /**
     * @param open what is not settled of the conversation
     * @return null if it is not known, or nothing is limited
     */
    public Allowance of(ConversationId conversation, Collection<OutboxEntry> open) {
        Count count = counts.get(conversation);
        if (count == null || count.stored == null || !rules.limit()) {
            return null;
        }
        Since stored = count.stored;
        if (rules.quota() == 0) {
            return new Allowance(Integer.MAX_VALUE, Integer.MAX_VALUE, closes(stored));
        }
        long used = stored.sent().size();
        used += count.recent.keySet().stream().filter(id -> !stored.since().contains(id)).count();
        used += open.stream().filter(entry -> uses(entry, stored)).count();
        return new Allowance((int) Math.max(0, rules.quota() - used), rules.quota(), closes(stored));
    }

    private Instant closes(Since stored) {
        return stored.id() == null ? Instant.MIN
                : rules.window().isZero() ? Instant.MAX : stored.time().plus(rules.window());
    }

    /** What is unknown and left before the customer's newest message was known belongs to the time before it. */
    private static boolean uses(OutboxEntry entry, Since stored) {
        return entry.state() == SendState.WAITING || entry.state() == SendState.SENDING
                || entry.state() == SendState.UNKNOWN && (stored.id() == null || stored.id().equals(entry.after())
                        || entry.after() != null && stored.since().contains(entry.after()));
    }

    /** Whether the window is known to be closed. */
    public boolean isClosed(ConversationId conversation) {
        Count count = counts.get(conversation);
        return count != null && count.stored != null && !rules.window().isZero()
                && !clock.instant().isBefore(closes(count.stored));
    }
}
