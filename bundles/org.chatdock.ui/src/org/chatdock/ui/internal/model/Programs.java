// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.Set;

/** Knows by their names the files that run when they are opened, on whatever system. */
final class Programs {
    private static final Set<String> EXTENSIONS = Set.of("apk", "app", "appimage", "bat", "cmd", "com", "command",
            "cpl", "deb", "dll", "dmg", "exe", "hta", "jar", "js", "jse", "lnk", "msi", "msp", "pif", "pkg", "ps1",
            "reg", "rpm", "run", "scr", "sh", "vbe", "vbs", "wsf");

    private Programs() {
    }

    /** @param name lower case */
    static boolean is(String name) {
        // Some systems leave out the points and spaces at the end of a name.
        String bare = name.replaceAll("[. ]+$", "");
        return EXTENSIONS.contains(bare.substring(bare.lastIndexOf('.') + 1)) && bare.lastIndexOf('.') >= 0;
    }
}
