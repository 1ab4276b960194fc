// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.io.IOException;
import java.io.OutputStream;

import org.chatdock.api.message.ConversationId;
import org.osgi.annotation.versioning.ProviderType;

/** Writes a conversation for people and programs outside. Any thread but the UI thread: it waits for the disk. */
@ProviderType
public interface ConversationExport {
    /** What an export looks like. */
    enum Format {
        /** UTF-8 text, one JSON object a line: the conversation first, then each message in order, then the notes. */
        JSON_LINES,
        /** One HTML file that needs no other and no network, and runs no script. */
        HTML
    }

    /**
     * Writes all that is stored of a conversation when it begins. Memory does not grow with the conversation.
     *
     * @param out is flushed at the end, and stays open
     * @throws IOException if {@code out} throws it
     * @throws StoreException if the store cannot be read
     */
    void export(ConversationId conversation, Format format, OutputStream out) throws IOException;
}
