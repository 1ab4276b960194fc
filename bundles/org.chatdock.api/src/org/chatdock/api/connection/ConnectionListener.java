// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.connection;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told of every change of the line. A whiteboard service. */
@ConsumerType
public interface ConnectionListener {
    /**
     * The state changed. Called in the order of the changes, on a thread that all listeners share: one that does not
     * return holds up the others, but not the line. What it throws is logged and changes nothing.
     */
    void connectionChanged(ConnectionStatus status);
}
