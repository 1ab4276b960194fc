// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.MessageSender;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.store.StoredDraft;

/**
 * The drafts, one for each conversation, and sending them. A draft goes to the conversation it was written for,
 * whatever is shown when the answer comes. Belongs to the UI thread.
 */
public final class DraftBook {
    private final Map<ConversationId, Draft> drafts = new HashMap<>();
    private final Executor ui;
    private final OutgoingChecks checks;
    private final DraftKeeper keeper;

    public DraftBook(Executor ui, OutgoingChecks checks, DraftKeeper keeper) {
        this.ui = ui;
        this.checks = checks;
        this.keeper = keeper;
    }

    public Draft draft(ConversationId conversation) {
        return drafts.computeIfAbsent(conversation, id -> new Draft());
    }

    /** The text of a draft, empty if there is none. */
    public String text(ConversationId conversation) {
        Draft draft = drafts.get(conversation);
        return draft == null ? "" : draft.text();
    }

    /** A draft has been edited: it is to be kept. */
    public void edited(ConversationId conversation) {
        Draft draft = draft(conversation);
        keeper.changed(conversation, new StoredDraft(draft.text(), draft.caret(), List.of()));
    }

    /** Takes over what was kept, where nothing has been written since. */
    public void restore(Map<ConversationId, StoredDraft> kept) {
        kept.forEach((conversation, stored) -> {
            Draft draft = draft(conversation);
            if (draft.text().isEmpty() && !draft.sending()) {
                draft.edit(stored.text(), stored.caret());
            }
        });
    }

    /**
     * Sends a conversation's draft as it is now, if the filters let it. Does nothing while one is on its way.
     *
     * @param sender null if there is none
     * @param insist whether to send a text that the agent has been warned of; without it such a text stays where it is
     * @param changed is told, on the UI thread, whenever the draft has changed
     */
    public void send(ConversationId to, MessageSender sender, boolean insist, Consumer<ConversationId> changed) {
        Draft draft = draft(to);
        boolean warned = draft.warned();
        if (draft.sending() || warned && !insist) {
            return;
        }
        Outgoing outgoing = Outgoing.text(to, draft.text());
        if (outgoing.isEmpty()) {
            draft.setProblem(Messages.Send_empty);
        } else if (sender == null) {
            draft.setProblem(Messages.Send_notConfigured);
        } else {
            draft.begin();
            checks.check(outgoing, ui, result -> checked(draft, result, warned, sender, changed));
        }
        changed.accept(to);
    }

    private void checked(Draft draft, OutgoingChecks.Result result, boolean warned, MessageSender sender,
            Consumer<ConversationId> changed) {
        Outgoing message = result.message();
        if (result.refusal() != null) {
            draft.kept(result.refusal());
        } else if (message.isEmpty()) {
            draft.kept(Messages.Send_empty);
        } else if (!warned && !result.warnings().isEmpty()) {
            draft.warn(String.join("\n", result.warnings()));
        } else {
            sender.send(message).whenComplete((outcome, failure) -> ui.execute(() -> {
                settle(draft, outcome);
                edited(message.to());
                changed.accept(message.to());
            }));
            return;
        }
        changed.accept(message.to());
    }

    private static void settle(Draft draft, SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Sent) {
            draft.sent();
        } else {
            draft.kept(OutcomeText.of(outcome));
        }
    }
}
