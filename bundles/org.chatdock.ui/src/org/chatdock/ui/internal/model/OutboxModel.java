// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.Allowance;
import org.chatdock.api.sending.Outbox;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendHealth;

/** What the views ask of the outbox, also while there is none. Any thread. */
public final class OutboxModel {
    // Guarded by this.
    private Outbox outbox;
    /** Conversations with something that the agent has to decide about; null: not known. */
    private Set<ConversationId> troubled;
    /** Counts what was told, so that an answer from before is not kept. */
    private int told;

    public synchronized void set(Outbox newOutbox) {
        outbox = newOutbox;
        troubled = null;
        told++;
    }

    /** Does nothing if another has come in the meantime. */
    public synchronized void unset(Outbox gone) {
        if (outbox == gone) {
            set(null);
        }
    }

    /** The outbox has told that something is different. */
    public synchronized void changed() {
        troubled = null;
        told++;
    }

    /** Null while there is none. */
    public synchronized Outbox outbox() {
        return outbox;
    }

    public List<OutboxEntry> entries(ConversationId conversation) {
        Outbox now = outbox();
        return now == null ? List.of() : now.entries(conversation);
    }

    /** Null while there is none. */
    public SendHealth health() {
        Outbox now = outbox();
        return now == null ? null : now.health();
    }

    public Optional<Allowance> allowance(ConversationId conversation) {
        Outbox now = outbox();
        return now == null ? Optional.empty() : now.allowance(conversation);
    }

    /** Whether something to this customer was not sent, and the agent has to decide what becomes of it. */
    public boolean isTroubled(ConversationId conversation) {
        Outbox now;
        int asked;
        synchronized (this) {
            if (troubled != null) {
                return troubled.contains(conversation);
            }
            now = outbox;
            asked = told;
        }
        Set<ConversationId> found = new HashSet<>();
        for (OutboxEntry entry : now == null ? List.<OutboxEntry>of() : now.entries()) {
            if (EntryText.needsAgent(entry.state())) {
                found.add(entry.message().to());
            }
        }
        synchronized (this) {
            if (asked == told) {
                troubled = found;
            }
        }
        return found.contains(conversation);
    }
}
