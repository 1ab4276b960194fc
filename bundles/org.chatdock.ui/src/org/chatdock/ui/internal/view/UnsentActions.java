// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.HashSet;
import java.util.Set;

import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.Outbox;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendState;
import org.chatdock.ui.internal.model.EntryText;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.swt.widgets.Menu;

/** What the agent can do about a message that is not sent. Two clicks are one. UI thread. */
final class UnsentActions {
    private static final String RETRY = "retry";
    private static final String EDIT = "edit";
    private static final String DISCARD = "discard";

    private final Desk desk;
    /** What the outbox has been asked about and not answered yet. */
    private final Set<ClientId> asked = new HashSet<>();

    UnsentActions(Desk desk) {
        this.desk = desk;
    }

    /** As the text of a link; empty where the agent has nothing to decide. */
    static String links(OutboxEntry entry) {
        return EntryText.needsAgent(entry.state()) ? link(RETRY, Messages.Entry_retry) + "   "
                + link(EDIT, Messages.Entry_editAgain) + "   " + link(DISCARD, Messages.Entry_discard) : "";
    }

    private static String link(String what, String words) {
        return "<a href=\"" + what + "\">" + words + "</a>";
    }

    /** A link was clicked. */
    void run(String what, OutboxEntry entry) {
        switch (what) {
            case RETRY -> retry(entry);
            case EDIT -> discard(entry, true);
            default -> discard(entry, false);
        }
    }

    void addTo(Menu menu, OutboxEntry entry) {
        SendState state = entry.state();
        if (EntryText.needsAgent(state)) {
            ConversationMenu.add(menu, Messages.Entry_retry, () -> retry(entry));
        }
        if (EntryText.canDiscard(state)) {
            ConversationMenu.add(menu, Messages.Entry_editAgain, () -> discard(entry, true));
            ConversationMenu.add(menu, Messages.Entry_discard, () -> discard(entry, false));
        }
    }

    private void retry(OutboxEntry entry) {
        Outbox outbox = begin(entry);
        if (outbox != null) {
            outbox.retry(entry.id()).whenComplete((tried, failure) -> desk.onUi(() -> asked.remove(entry.id())));
        }
    }

    private void discard(OutboxEntry entry, boolean edit) {
        Outbox outbox = begin(entry);
        if (outbox != null) {
            outbox.discard(entry.id()).whenComplete((given, failure) -> desk.onUi(() -> {
                asked.remove(entry.id());
                if (edit && given != null) {
                    given.ifPresent(desk::takeBack);
                }
            }));
        }
    }

    /** Null if there is nothing to do: what was shown may be behind what is. */
    private Outbox begin(OutboxEntry entry) {
        Outbox outbox = desk.outgoing().outbox();
        boolean there = outbox != null
                && outbox.entries(entry.message().to()).stream().anyMatch(each -> each.id().equals(entry.id()));
        return there && asked.add(entry.id()) ? outbox : null;
    }
}
