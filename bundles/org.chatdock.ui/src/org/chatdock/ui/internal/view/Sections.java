// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.HashMap;
import java.util.Map;

/** Which sections the agent has opened or folded, for the session. UI thread. */
final class Sections {
    private final Map<String, Boolean> open = new HashMap<>();

    boolean isOpen(String title, boolean otherwise) {
        return open.getOrDefault(title, Boolean.valueOf(otherwise)).booleanValue();
    }

    void setOpen(String title, boolean isOpen) {
        open.put(title, Boolean.valueOf(isOpen));
    }
}
