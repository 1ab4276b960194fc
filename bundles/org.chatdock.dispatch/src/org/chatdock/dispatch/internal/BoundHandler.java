// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import org.chatdock.api.dispatch.HandlerHealth;
import org.chatdock.api.dispatch.MessageHandler;
import org.osgi.framework.ServiceReference;

/**
 * A handler that is there, as its properties were when they were read last; presence, conduct and tally outlive a
 * change of properties.
 *
 * @param name as read when it was bound
 * @param bundle the symbolic name of its bundle
 * @param matching what its properties say it is for
 * @param exclusive whether it keeps those after it from running
 * @param fallback whether it is asked only about what no other has handled
 */
record BoundHandler(ServiceReference<MessageHandler> reference, MessageHandler handler, String name, String bundle,
        Matching matching, boolean exclusive, boolean fallback, Presence presence, Conduct conduct, Tally tally) {

    HandlerHealth health() {
        boolean disabled = conduct.isDisabled();
        String quarantine = conduct.reason();
        HandlerHealth.State state = disabled ? HandlerHealth.State.DISABLED
                : quarantine.isEmpty() ? HandlerHealth.State.ACTIVE : HandlerHealth.State.QUARANTINED;
        return new HandlerHealth(name, bundle, state, disabled ? "disabled by hand" : quarantine, tally.calls(),
                tally.failures(), tally.acknowledgements(), tally.mean(), tally.p95(), tally.lastError());
    }

    /** For the log. */
    @Override
    public String toString() {
        return "'" + name + "' of " + bundle;
    }
}
