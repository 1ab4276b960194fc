// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.MessageSender;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome;

/**
 * The drafts, one for each conversation, and sending them. A draft goes to the conversation it was written for,
 * whatever is shown when the answer comes. Belongs to the UI thread.
 */
public final class DraftBook {
    private final Map<ConversationId, Draft> drafts = new HashMap<>();
    private final Executor ui;

    public DraftBook(Executor ui) {
        this.ui = ui;
    }

    public Draft draft(ConversationId conversation) {
        return drafts.computeIfAbsent(conversation, id -> new Draft());
    }

    /** The text of a draft, empty if there is none. */
    public String text(ConversationId conversation) {
        Draft draft = drafts.get(conversation);
        return draft == null ? "" : draft.text();
    }

    /**
     * Sends a conversation's draft as it is now. Does nothing while one is on its way.
     *
     * @param sender null if there is none
     * @param changed is told, on the UI thread, whenever the draft has changed
     */
    public void send(ConversationId to, MessageSender sender, Consumer<ConversationId> changed) {
        Draft draft = draft(to);
        if (draft.sending()) {
            return;
        }
        Outgoing outgoing = Outgoing.text(to, draft.text());
        if (outgoing.isEmpty()) {
            draft.setProblem(Messages.Send_empty);
        } else if (sender == null) {
            draft.setProblem(Messages.Send_notConfigured);
        } else {
            draft.begin();
            sender.send(outgoing)
                    .whenComplete((outcome, failure) -> ui.execute(() -> settle(draft, to, outcome, changed)));
        }
        changed.accept(to);
    }

    private static void settle(Draft draft, ConversationId to, SendOutcome outcome, Consumer<ConversationId> changed) {
        if (outcome instanceof SendOutcome.Sent) {
            draft.sent();
        } else {
            draft.kept(OutcomeText.of(outcome));
        }
        changed.accept(to);
    }
}
