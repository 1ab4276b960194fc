// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import org.osgi.annotation.versioning.ConsumerType;

/** Somebody listens, until this is closed. */
@ConsumerType
public interface Listening extends AutoCloseable {
    /** Ends it; a second time does nothing. Any thread. */
    @Override
    void close();
}
