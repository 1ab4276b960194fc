// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.e4;

/** The ids of our parts, the same in {@code fragment.e4xmi} and in the 3.x layer. */
public final class PartIds {
    public static final String CONVERSATION = "org.chatdock.ui.conversation";

    private PartIds() {
    }
}
