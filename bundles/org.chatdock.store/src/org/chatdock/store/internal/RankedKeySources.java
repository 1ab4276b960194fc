// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.chatdock.api.store.KeySource;
import org.chatdock.store.internal.seal.KeySources;
import org.osgi.framework.Constants;

/** The key sources that are there now, as one. They come and go on any thread. */
final class RankedKeySources implements KeySource {
    /** The highest ranking first, then who came first. */
    private record Rank(int ranking, long id) implements Comparable<Rank> {
        @Override
        public int compareTo(Rank other) {
            return ranking != other.ranking ? Integer.compare(other.ranking, ranking) : Long.compare(id, other.id);
        }
    }

    /** Guarded by this. */
    private final Map<Rank, KeySource> sources = new TreeMap<>();

    /** {@code properties}: of the service; they may be others than the last time. */
    synchronized void put(KeySource source, Map<String, Object> properties) {
        long id = (Long) properties.get(Constants.SERVICE_ID);
        remove(id);
        int ranking = properties.get(Constants.SERVICE_RANKING) instanceof Integer given ? given : 0;
        sources.put(new Rank(ranking, id), source);
    }

    synchronized void remove(Map<String, Object> properties) {
        remove((Long) properties.get(Constants.SERVICE_ID));
    }

    private void remove(long id) {
        sources.keySet().removeIf(rank -> rank.id == id);
    }

    /** This, or null if there is no source at all. */
    synchronized KeySource orNull() {
        return sources.isEmpty() ? null : this;
    }

    private KeySources now() {
        List<KeySource> present;
        synchronized (this) {
            present = new ArrayList<>(sources.values());
        }
        if (present.isEmpty()) {
            throw new IllegalStateException("nothing here keeps keys any more");
        }
        return new KeySources(present);
    }

    @Override
    public Optional<byte[]> load(String name) {
        return now().load(name);
    }

    @Override
    public void save(String name, byte[] key) {
        now().save(name, key);
    }
}
