// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.chatdock.simulator.Gateway;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code GET /media/...}: pictures and files, the bundle's own and those that were uploaded. Any thread. */
final class MediaFiles {

    static final String PATH = "/media/";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*\\.[a-z0-9]+");
    private static final Map<String, String> TYPES = Map.of("png", "image/png", "pdf", "application/pdf", "wav",
            "audio/wav", "mp4", "video/mp4", "txt", "text/plain;charset=utf-8");

    private MediaFiles() {
    }

    static void handle(String path, Response response, Callback callback) throws IOException {
        String name = path.substring(PATH.length());
        try (InputStream in = open(name)) {
            if (in == null) {
                Answer.error(404, "there is no such file").write(response, callback);
                return;
            }
            String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPES.getOrDefault(ending, "application/octet-stream"));
            response.write(true, ByteBuffer.wrap(in.readAllBytes()), callback);
        }
    }

    /** One that was uploaded; whatever shows it is to believe its type. */
    static void handle(Optional<Uploads.Stored> stored, Response response, Callback callback) {
        if (stored.isEmpty()) {
            Answer.error(404, "there is no such file").write(response, callback);
            return;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, stored.get().upload().contentType());
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.write(true, ByteBuffer.wrap(stored.get().content()), callback);
    }

    /** Null if there is none of this name; names that could lead elsewhere are none. */
    private static InputStream open(String name) {
        return NAME.matcher(name).matches() ? Gateway.class.getResourceAsStream("media/" + name) : null;
    }
}
