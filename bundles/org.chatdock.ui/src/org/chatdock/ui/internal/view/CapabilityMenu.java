// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.sending.ServiceException;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

/** Entries that are there only while a gateway offers what they do. UI thread. */
final class CapabilityMenu {
    private CapabilityMenu() {
    }

    /** For a message of the agent's that may be taken back still. */
    static void addRecall(Menu menu, Desk desk, Control owner, StoredMessage stored) {
        Message message = stored.message();
        boolean can = SenderType.AGENT.equals(message.fromType()) && !stored.recalled() && desk.capabilities().recall()
                .ask(recall -> Boolean.valueOf(recall.canRecall(message)), Boolean.FALSE).booleanValue();
        if (can) {
            new MenuItem(menu, SWT.SEPARATOR);
            ConversationMenu.add(menu, Messages.Menu_recall, () -> recall(desk, owner, message));
        }
    }

    private static void recall(Desk desk, Control owner, Message message) {
        CompletionStage<Void> done = desk.capabilities().recall().ask(recall -> recall.recall(message), null);
        if (done == null) {
            Balloon.show(owner, SWT.ICON_ERROR, Messages.Recall_failed);
            return;
        }
        done.whenComplete((nothing, failure) -> {
            if (failure != null) {
                desk.onUi(() -> {
                    if (!owner.isDisposed()) {
                        Balloon.show(owner, SWT.ICON_ERROR, words(failure, Messages.Recall_failed));
                    }
                });
            }
        });
    }

    /** While conversations can be handed over. */
    static void addTransfer(Menu menu, Desk desk, Control owner, ConversationId conversation) {
        if (desk.capabilities().transfer().isThere()) {
            new MenuItem(menu, SWT.SEPARATOR);
            ConversationMenu.add(menu, Messages.Menu_transfer,
                    () -> new TransferDialog(owner.getShell(), desk, conversation).open());
        }
    }

    /** The service's own words, or ours where it has none. */
    static String words(Throwable failure, String ours) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause()
                : failure;
        return cause instanceof ServiceException service && !service.serviceText().isBlank() ? service.serviceText()
                : ours;
    }
}
