// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui;

/** One conversation: who it is, what was said, what is being written. */
public interface ConversationView extends DeskView {
    /** Sends what is written, as the button does. */
    void send();
}
