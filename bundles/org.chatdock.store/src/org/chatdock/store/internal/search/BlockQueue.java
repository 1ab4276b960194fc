// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Blocks that have not been looked into, those with the newest message first. */
final class BlockQueue {
    /**
     * Arrivals next to each other.
     *
     * @param first the lowest
     * @param last the highest
     */
    record Range(long first, long last) {
    }

    private final List<Block> blocks;

    /** {@code blocks}: in any order. */
    BlockQueue(List<Block> blocks) {
        this.blocks = new ArrayList<>(blocks);
        this.blocks.sort(Comparator.comparing(Block::last).thenComparing(Block::number));
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** No message of these blocks is newer. */
    Instant newest() {
        return blocks.get(blocks.size() - 1).last();
    }

    /** Takes the first ones out, neighbours as one. */
    List<Range> take(int count) {
        List<Block> taken = blocks.subList(Math.max(0, blocks.size() - count), blocks.size());
        List<Block> ordered = new ArrayList<>(taken);
        taken.clear();
        ordered.sort(Comparator.comparing(Block::number));
        List<Range> ranges = new ArrayList<>();
        for (Block block : ordered) {
            Range before = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (before != null && before.last + 1 == block.firstArrival()) {
                ranges.set(ranges.size() - 1, new Range(before.first, block.lastArrival()));
            } else {
                ranges.add(new Range(block.firstArrival(), block.lastArrival()));
            }
        }
        return ranges;
    }
}
