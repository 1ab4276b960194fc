// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.util.LinkedHashMap;
import java.util.Map;

import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.SendOutcome;

/**
 * How the last messages were sent: one may be sent sooner than whoever put it asks how it ended. Belongs to the lane.
 */
final class LastSent {
    private static final int MOST = 1_000;

    private final Map<ClientId, SendOutcome.Sent> sent = new LinkedHashMap<>();

    void add(ClientId id, SendOutcome.Sent outcome) {
        sent.put(id, outcome);
        if (sent.size() > MOST) {
            sent.remove(sent.keySet().iterator().next());
        }
    }

    /** Null if it is not among them. */
    SendOutcome.Sent find(ClientId id) {
        return sent.get(id);
    }
}
