// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.Admission;
import org.chatdock.api.sending.Outbox;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.store.StoredDraft;

/**
 * The drafts, one for each conversation, and giving them to the outbox. A draft goes to the conversation it was written
 * for, whatever is shown when the answer comes, and it goes away exactly when the outbox has taken it. Belongs to the UI
 * thread.
 */
public final class DraftBook {
    /** Is told on the UI thread. */
    public interface Listener {
        /** A draft has changed, or what keeps it from being sent. */
        void changed(ConversationId conversation);

        /** The outbox has taken something. */
        default void taken(@SuppressWarnings("unused") ConversationId conversation) {
        }
    }

    private final Map<ConversationId, Draft> drafts = new HashMap<>();
    private final Executor ui;
    private final OutgoingChecks checks;
    private final WrongCustomer guard;
    private final DraftKeeper keeper;

    public DraftBook(Executor ui, OutgoingChecks checks, WrongCustomer guard, DraftKeeper keeper) {
        this.ui = ui;
        this.checks = checks;
        this.guard = guard;
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
        keeper.changed(conversation, draft(conversation).stored());
    }

    /** Puts a message that was given up back into the draft of its customer. */
    public void takeBack(Outgoing message) {
        Draft draft = draft(message.to());
        draft.append(message);
        keeper.changedAtOnce(message.to(), draft.stored());
    }

    /**
     * Takes over what was kept, where nothing has been written since.
     *
     * @param gaps the fields of a text that look as if they were to be filled still: nobody knows any more
     */
    public void restore(Map<ConversationId, StoredDraft> kept, Function<String, Set<String>> gaps) {
        kept.forEach((conversation, stored) -> {
            Draft draft = draft(conversation);
            if (!draft.touched()) {
                draft.restore(stored);
                draft.mark(gaps.apply(stored.text()));
            }
        });
    }

    /**
     * Gives a conversation's draft, as it is now, to the outbox, if filters and agent let it. Does nothing while one is
     * being given.
     *
     * @param outbox null if there is none
     * @param insist whether to send what the agent has been warned of; without it that stays where it is
     */
    public void send(ConversationId to, Outbox outbox, boolean insist, Listener listener) {
        Draft draft = draft(to);
        if (draft.sending()) {
            return;
        }
        String blocked = draft.blocked();
        if (!blocked.isEmpty()) {
            draft.setProblem(blocked);
            listener.changed(to);
            return;
        }
        ConversationId front = guard.other(to);
        boolean filtersKnown = draft.warnedByFilters();
        boolean frontKnown = front != null && front.equals(draft.warnedOf());
        if (!insist && (filtersKnown || frontKnown)) {
            return;
        }
        if (frontKnown) {
            guard.confirm(front, to);
        }
        List<Outgoing> parts = draft.parts(to);
        if (parts.isEmpty()) {
            draft.setProblem(Messages.Send_empty);
        } else if (outbox == null) {
            draft.setProblem(Messages.Send_notConfigured);
        } else {
            draft.begin();
            Sending sending = new Sending(to, draft, frontKnown ? null : front, filtersKnown, outbox, listener);
            checks.check(parts, ui, result -> checked(sending, result));
        }
        listener.changed(to);
    }

    /**
     * What was decided when the key was pressed.
     *
     * @param front whose record was in front, if that needs a question; else null
     * @param warned whether the agent knows what the filters say
     */
    private record Sending(ConversationId to, Draft draft, ConversationId front, boolean warned, Outbox outbox,
            Listener listener) {
    }

    private void checked(Sending sending, OutgoingChecks.Result result) {
        Draft draft = sending.draft();
        List<String> questions = new ArrayList<>();
        if (sending.front() != null) {
            questions.add(guard.question(sending.front(), sending.to()));
        }
        boolean byFilters = !sending.warned() && !result.warnings().isEmpty();
        if (byFilters) {
            questions.addAll(result.warnings());
        }
        if (result.refusal() != null) {
            draft.kept(result.refusal());
        } else if (result.messages().stream().anyMatch(Outgoing::isEmpty)) {
            draft.kept(Messages.Send_empty);
        } else if (!questions.isEmpty()) {
            draft.warn(String.join("\n", questions), byFilters || sending.warned(), sending.front());
        } else {
            put(sending, result.messages());
            return;
        }
        sending.listener().changed(sending.to());
    }

    private void put(Sending sending, List<Outgoing> parts) {
        StoredDraft rest = sending.draft().rest();
        keeper.hold(sending.to(), sending.draft().stored(),
                () -> sending.outbox().put(parts, rest).whenComplete((admission, failure) -> ui.execute(
                        () -> decided(sending, admission, rest))));
    }

    /** @param admission null, a stage that was broken, counts as unknown */
    private void decided(Sending sending, Admission admission, StoredDraft rest) {
        Draft draft = sending.draft();
        boolean taken = admission instanceof Admission.Taken;
        if (taken) {
            draft.sent();
        } else {
            draft.kept(admission instanceof Admission.NotTaken not ? OutcomeText.of(not.reason(), "")
                    : Messages.Send_unknown);
        }
        keeper.release(sending.to(), draft.stored(), taken ? rest : null);
        if (taken) {
            sending.listener().taken(sending.to());
        }
        sending.listener().changed(sending.to());
    }
}
