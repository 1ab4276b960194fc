// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import org.chatdock.api.dispatch.LateAcknowledger;
import org.chatdock.api.message.Message;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The line's service, asked for when there is something to acknowledge and not before. Any thread. */
record LazyLine(BundleContext context, ServiceReference<LateAcknowledger> reference) implements LateAcknowledger {
    @Override
    public boolean acknowledge(Message message, String handlerName) {
        LateAcknowledger line = context.getService(reference);
        if (line == null) {
            return false;
        }
        try {
            return line.acknowledge(message, handlerName);
        } finally {
            context.ungetService(reference);
        }
    }
}
