// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.chatdock.api.connection.QuarantinedFrame;
import org.chatdock.connection.internal.wire.FrameHead;

/** What was left out because it is too large: the last 100 messages. Any thread. */
final class Quarantine {
    private static final int MOST = 100;

    private final Clock clock;

    /** Guarded by this; by id, or by size if the id is not known. */
    private final Map<String, QuarantinedFrame> frames = new LinkedHashMap<>();

    Quarantine(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param head its first bytes
     * @return its record; with one delivery if it is new
     */
    synchronized QuarantinedFrame add(ByteBuffer head, long bytes) {
        FrameHead ids = FrameHead.read(head);
        String key = ids.messageId().isEmpty() ? bytes + " bytes" : ids.messageId();
        QuarantinedFrame before = frames.remove(key);
        QuarantinedFrame frame = new QuarantinedFrame(ids.messageId(), ids.conversation(), bytes,
                before == null ? 1 : before.deliveries() + 1, clock.instant());
        frames.put(key, frame);
        if (frames.size() > MOST) {
            Iterator<String> eldest = frames.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        return frame;
    }

    /** A copy, the one that came last at the end. */
    synchronized List<QuarantinedFrame> all() {
        return List.copyOf(frames.values());
    }
}
