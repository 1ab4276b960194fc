// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.Locale;

import org.eclipse.swt.program.Program;

/** Opens addresses outside. Customers send them, so only the web is opened: no files, no other programs. */
final class Addresses {
    private Addresses() {
    }

    static boolean allowed(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }

    static void open(String address) {
        if (allowed(address)) {
            Program.launch(address);
        }
    }
}
