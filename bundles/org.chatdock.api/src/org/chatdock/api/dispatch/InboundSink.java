// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.dispatch;

import org.osgi.annotation.versioning.ProviderType;

/** Where the line gives what comes in. A service of the room {@code dispatch}. */
@ProviderType
public interface InboundSink {
    /**
     * Takes a message. Returns at once; what is done happens on other threads. Deliveries of one conversation are done
     * in the order in which they are accepted.
     */
    void accept(Delivery delivery);
}
