// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.export;

import java.io.IOException;

import org.chatdock.api.store.StoredMessage;

/** A file in the making: its beginning, every message in order, its end. What is written may stand in a buffer. */
interface Sheet {
    void begin() throws IOException;

    void message(StoredMessage stored) throws IOException;

    /** Writes the notes, and what belongs at the end. */
    void end() throws IOException;
}
