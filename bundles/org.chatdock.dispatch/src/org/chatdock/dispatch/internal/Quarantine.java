// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.chatdock.api.dispatch.QuarantinedMessage;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;

/**
 * How often a handler has failed on a message, over all its deliveries, and which messages it is not given any more
 * because of that: the last 1 000. Any thread.
 */
final class Quarantine {
    private static final int MOST = 1_000;
    /** Those that are counted and not in quarantine yet. */
    private static final int MOST_COUNTED = 10_000;

    private record Key(MessageId message, String handler) {
    }

    private final int mostTries;
    private final Clock clock;

    /** Guarded by this, both; the one that came last at the end. */
    private final Map<Key, Integer> tries = new LinkedHashMap<>();
    private final Map<Key, QuarantinedMessage> held = new LinkedHashMap<>();
    /** Written under this, read without: almost always there is nothing to look up. */
    private volatile boolean empty = true;

    Quarantine(int mostTries, Clock clock) {
        this.mostTries = mostTries;
        this.clock = clock;
    }

    boolean holds(MessageId message, String handler) {
        if (empty) {
            return false;
        }
        synchronized (this) {
            return held.containsKey(new Key(message, handler));
        }
    }

    /**
     * A handler has failed on a message.
     *
     * @param forGood whether another try would change nothing
     * @return whether the message is in quarantine because of it
     */
    synchronized boolean failed(Message message, String handler, String reason, boolean forGood) {
        Key key = new Key(message.id(), handler);
        Integer before = tries.remove(key);
        int count = before == null ? 1 : before + 1;
        empty = false;
        if (!forGood && count < mostTries) {
            tries.put(key, count);
            trim(tries, MOST_COUNTED);
            return false;
        }
        held.put(key, new QuarantinedMessage(message.id(), message.conversation(), handler, reason, count,
                clock.instant()));
        trim(held, MOST);
        return true;
    }

    /** A handler has handled a message: earlier failures do not count any more. */
    void succeeded(MessageId message, String handler) {
        if (!empty) {
            take(message, handler);
        }
    }

    /** Takes a message out. Returns its record, null if there is none. */
    synchronized QuarantinedMessage take(MessageId message, String handler) {
        Key key = new Key(message, handler);
        tries.remove(key);
        QuarantinedMessage record = held.remove(key);
        empty = tries.isEmpty() && held.isEmpty();
        return record;
    }

    synchronized List<QuarantinedMessage> all() {
        return List.copyOf(held.values());
    }

    private static void trim(Map<?, ?> map, int most) {
        if (map.size() > most) {
            Iterator<?> eldest = map.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }
}
