// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.attach;

import java.net.URLConnection;
import java.util.Locale;
import java.util.Map;

/** What a file is by its name: the gateway decides by the type that is told, as browsers tell it. */
final class FileTypes {
    private static final String ANY = "application/octet-stream";
    private static final Map<String, String> TYPES = Map.of("png", "image/png", "jpg", "image/jpeg", "jpeg",
            "image/jpeg", "gif", "image/gif", "webp", "image/webp", "bmp", "image/bmp");

    private FileTypes() {
    }

    /** Lower case, without the point; empty if there is none. */
    static String extension(String name) {
        int point = name.lastIndexOf('.');
        return point < 0 ? "" : name.substring(point + 1).toLowerCase(Locale.ROOT);
    }

    static String of(String name) {
        String known = TYPES.get(extension(name));
        String guessed = known != null ? known : URLConnection.guessContentTypeFromName(name);
        return guessed == null ? ANY : guessed;
    }
}
