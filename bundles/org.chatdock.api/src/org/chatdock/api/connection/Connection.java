// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.connection;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The line to the gateway. There is such a service while a gateway is configured. Any thread may call any method; none
 * waits.
 */
@ProviderType
public interface Connection {
    /** What is known of the line now. */
    ConnectionStatus status();

    /** Tries again at once instead of at the planned time. Does nothing while the line is up or being brought up. */
    void retryNow();
}
