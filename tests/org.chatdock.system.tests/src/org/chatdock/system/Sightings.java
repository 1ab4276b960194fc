// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import org.chatdock.api.message.Message;

/** Which handler was given which message, and when. The ids of the messages are numbers. Any thread. */
final class Sightings implements BiConsumer<String, Message> {
    /** @param nanos see {@link System#nanoTime} */
    record Sighting(int message, long nanos) {
    }

    private record Key(String handler, String conversation) {
    }

    /** Lists guarded by themselves. */
    private final Map<Key, List<Sighting>> sightings = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    @Override
    public void accept(String handler, Message message) {
        List<Sighting> list = sightings.computeIfAbsent(new Key(handler, message.conversation().value()),
                key -> new ArrayList<>());
        Sighting sighting = new Sighting(Integer.parseInt(message.id().value()), System.nanoTime());
        synchronized (list) {
            list.add(sighting);
        }
        counts.computeIfAbsent(handler, key -> new AtomicInteger()).incrementAndGet();
    }

    /** All that one handler was given. */
    int count(String handler) {
        AtomicInteger count = counts.get(handler);
        return count == null ? 0 : count.get();
    }

    /** A copy, in the order of the calls. */
    List<Sighting> of(String handler, String conversation) {
        List<Sighting> list = sightings.getOrDefault(new Key(handler, conversation), List.of());
        synchronized (list) {
            return List.copyOf(list);
        }
    }
}
