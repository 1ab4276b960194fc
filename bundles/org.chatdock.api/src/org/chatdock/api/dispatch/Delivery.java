// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.dispatch;

import org.chatdock.api.message.Message;
import org.osgi.annotation.versioning.ProviderType;

/** One arrival of a message at the line. The line provides it, the dispatcher uses it up. Any thread. */
@ProviderType
public interface Delivery {
    Message message();

    /**
     * Sends the acknowledgement of this message under a handler's name. Acknowledgements leave in the order of calls.
     */
    void acknowledge(String handlerName);

    /** Nothing more will be done with this delivery. To be called once, always: the line counts what is in flight. */
    void done();
}
