// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package com.example.appointment;

import org.chatdock.api.store.ConversationStore;
import org.chatdock.ui.api.CustomerPanel;
import org.chatdock.ui.api.PanelBody;
import org.chatdock.ui.api.RenderContext;
import org.eclipse.swt.widgets.Composite;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists a customer's appointments beside the transcript. */
@Component
public class AppointmentsPanel implements CustomerPanel {
    private final ConversationStore store;

    @Activate
    public AppointmentsPanel(@Reference ConversationStore store) {
        this.store = store;
    }

    @Override
    public String title() {
        return Words.text("appointments");
    }

    @Override
    public PanelBody create(Composite parent, RenderContext context) {
        return new AppointmentsBody(parent, context, store);
    }
}
