// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package com.example.appointment;

import java.util.stream.Collectors;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.PanelBody;
import org.chatdock.ui.api.RenderContext;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

/** The appointments among a customer's newest messages, one a line. */
final class AppointmentsBody implements PanelBody {
    private static final int NEWEST = 200;

    private final Label label;
    private final RenderContext context;
    private final ConversationStore store;
    private ConversationId shown;

    AppointmentsBody(Composite parent, RenderContext context, ConversationStore store) {
        this.context = context;
        this.store = store;
        label = new Label(parent, SWT.WRAP);
        label.setBackground(context.background());
        label.setForeground(context.foreground());
        label.setFont(context.font());
    }

    @Override
    public Control control() {
        return label;
    }

    @Override
    public void bind(ConversationId conversation) {
        shown = conversation;
        context.workers().execute(() -> {
            String lines = lines(conversation);
            context.onUi(() -> show(conversation, lines));
        });
    }

    /** Reads the disk: not on the UI thread. */
    private String lines(ConversationId conversation) {
        return store.page(conversation, null, NEWEST).stream().map(StoredMessage::message)
                .flatMap(message -> Appointment.of(message).stream()).map(Words::sentence).map(Words::label)
                .collect(Collectors.joining("\n"));
    }

    /** The agent may have gone on to another customer meanwhile. */
    private void show(ConversationId conversation, String lines) {
        if (conversation.equals(shown)) {
            label.setText(lines.isEmpty() ? Words.text("none") : lines);
            context.sizeChanged();
        }
    }

    @Override
    public void unbind() {
        shown = null;
        label.setText("");
    }
}
