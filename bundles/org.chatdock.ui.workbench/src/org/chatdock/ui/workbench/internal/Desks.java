// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.workbench.internal;

import java.util.function.Consumer;

import org.chatdock.ui.ChatDesk;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** Finds the desk for what the workbench creates by name, without injection. */
final class Desks {
    private Desks() {
    }

    /** Does something with the desk, if there is one. */
    static void with(Consumer<ChatDesk> use) {
        BundleContext context = FrameworkUtil.getBundle(Desks.class).getBundleContext();
        ServiceReference<ChatDesk> reference = context.getServiceReference(ChatDesk.class);
        if (reference == null) {
            return;
        }
        ChatDesk desk = context.getService(reference);
        try {
            if (desk != null) {
                use.accept(desk);
            }
        } finally {
            context.ungetService(reference);
        }
    }
}
