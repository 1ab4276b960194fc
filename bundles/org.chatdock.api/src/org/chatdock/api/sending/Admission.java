// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.util.List;
import java.util.Objects;

import org.chatdock.api.sending.SendOutcome.Reason;

/** Whether the outbox took what was given to it: all of it or nothing. */
public sealed interface Admission {
    /**
     * It is durable.
     *
     * @param entries one for each part, in order
     */
    record Taken(List<OutboxEntry> entries) implements Admission {
        public Taken {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Nothing was taken; whoever gave it still has it.
     *
     * @param reason why
     */
    record NotTaken(Reason reason) implements Admission {
        public NotTaken {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
