// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.desk;

import org.chatdock.ui.api.CustomerPanel;
import org.chatdock.ui.api.MessageAction;
import org.chatdock.ui.api.MessageRenderer;
import org.chatdock.ui.api.OutgoingFilter;
import org.chatdock.ui.internal.guest.Contributions;
import org.chatdock.ui.internal.guest.Origin;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** The whiteboard: gathers what other bundles contribute to the views. The desk has one for itself. */
@Component(service = Contributors.class)
public final class Contributors {
    private final Contributions contributions;

    @Activate
    public Contributors(@Reference(service = LoggerFactory.class) Logger logger) {
        contributions = new Contributions(System::nanoTime, logger);
    }

    Contributions contributions() {
        return contributions;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addRenderer(MessageRenderer renderer, ServiceReference<MessageRenderer> reference) {
        contributions.renderers().put(renderer, Origin.of(reference));
    }

    void updatedRenderer(MessageRenderer renderer, ServiceReference<MessageRenderer> reference) {
        addRenderer(renderer, reference);
    }

    void removeRenderer(MessageRenderer renderer) {
        contributions.renderers().remove(renderer);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addAction(MessageAction action, ServiceReference<MessageAction> reference) {
        contributions.actions().put(action, Origin.of(reference));
    }

    void updatedAction(MessageAction action, ServiceReference<MessageAction> reference) {
        addAction(action, reference);
    }

    void removeAction(MessageAction action) {
        contributions.actions().remove(action);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPanel(CustomerPanel panel, ServiceReference<CustomerPanel> reference) {
        contributions.panels().put(panel, Origin.of(reference));
    }

    void updatedPanel(CustomerPanel panel, ServiceReference<CustomerPanel> reference) {
        addPanel(panel, reference);
    }

    void removePanel(CustomerPanel panel) {
        contributions.panels().remove(panel);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addFilter(OutgoingFilter filter, ServiceReference<OutgoingFilter> reference) {
        contributions.filters().put(filter, Origin.of(reference));
    }

    void updatedFilter(OutgoingFilter filter, ServiceReference<OutgoingFilter> reference) {
        addFilter(filter, reference);
    }

    void removeFilter(OutgoingFilter filter) {
        contributions.filters().remove(filter);
    }
}
