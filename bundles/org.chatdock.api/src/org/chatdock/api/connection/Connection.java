// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.connection;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The line to the gateway. There is such a service while a gateway is configured, and the line is brought up by itself.
 * Any thread may call any method; none waits.
 */
@ProviderType
public interface Connection {
    /** What is known of the line now. */
    ConnectionStatus status();

    /** The last 100 changes of state, the oldest first; a copy. */
    List<ConnectionTransition> history();

    /** What the line has counted and measured since it was made. */
    ConnectionMetrics metrics();

    /** The last 100 messages that were left out because they are too large, the oldest first; a copy. */
    List<QuarantinedFrame> quarantine();

    /**
     * Tries again at once instead of at the planned time, also after an error, a conflict or {@link #disconnect}; a try
     * that has been under way for more than a second is begun anew. While the line is up it is checked whether the
     * gateway still answers.
     */
    void retryNow();

    /** Says goodbye to the gateway and stays down until {@link #retryNow}. */
    void disconnect();
}
