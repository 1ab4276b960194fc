// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Every message that there has been, once, in the order of the first time: delivered, waiting, or sent by the agent.
 * What the script has not come to yet is not in it. Keeps all frames in memory for good. Any thread; its lock is the
 * innermost.
 */
public final class History {

    /** A page is closed before it has so many chars, unless its first message alone has more. */
    private static final int MOST_CHARS = 8 * 1024 * 1024;

    /**
     * Some of it.
     *
     * @param frames as they go over the wire
     * @param next the position to go on from; -1 if there is nothing more by now
     */
    public record Page(List<String> frames, int next) {
    }

    private final Lock lock = new ReentrantLock();
    /** A position is an index here. Guarded by the lock. */
    private final List<Frame> frames = new ArrayList<>();
    /** Where each message stands, by its id, or by its text if it has none. Guarded by the lock. */
    private final Map<String, Integer> positions = new HashMap<>();

    /** A message exists from now on; a repetition changes nothing. What is no message is not kept. */
    public void add(Frame frame) {
        if (frame.conversation().isEmpty()) {
            return;
        }
        lock.lock();
        try {
            String key = frame.messageId().map(History::key).orElse("text:" + frame.text());
            if (positions.putIfAbsent(key, frames.size()) == null) {
                frames.add(frame);
            }
        } finally {
            lock.unlock();
        }
    }

    private static String key(String messageId) {
        return "id:" + messageId;
    }

    /**
     * What came after the known messages. Positions never change, so that pages fit together while messages come.
     *
     * @param known a message id for each known conversation; of one that is not there, or known by an id that it does
     *        not have, everything is given
     * @param from the first position to look at
     * @param most messages, at least one
     */
    public Page after(Map<String, String> known, int from, int most) {
        lock.lock();
        try {
            Map<String, Integer> last = new HashMap<>();
            known.forEach((conversation, id) -> last.put(conversation, position(conversation, id)));
            List<String> page = new ArrayList<>();
            long chars = 0;
            for (int i = from; i < frames.size(); i++) {
                Frame frame = frames.get(i);
                if (i <= last.getOrDefault(frame.conversation().get(), -1)) {
                    continue;
                }
                chars += frame.text().length();
                if (page.size() == most || !page.isEmpty() && chars > MOST_CHARS) {
                    return new Page(page, i);
                }
                page.add(frame.text());
            }
            return new Page(page, -1);
        } finally {
            lock.unlock();
        }
    }

    /** -1 if the conversation has no such message. */
    private int position(String conversation, String id) {
        int position = positions.getOrDefault(key(id), -1);
        boolean here = position >= 0 && frames.get(position).conversation().get().equals(conversation);
        return here ? position : -1;
    }
}
