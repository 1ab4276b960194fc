// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.connection;

import java.util.List;

import org.chatdock.api.message.Message;

/**
 * Some of the messages that were missed.
 *
 * @param messages in the order in which they came inside each conversation; copied
 * @param next the cursor to ask for the next page with, null if this is the last one
 */
public record HistoryPage(List<Message> messages, String next) {
    public HistoryPage {
        messages = List.copyOf(messages);
    }
}
