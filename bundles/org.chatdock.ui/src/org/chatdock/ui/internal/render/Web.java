// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/** Fetches from the web, wholly or not at all. Waits: for worker threads. No credentials go along. */
final class Web {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private HttpClient client;

    /** @throws TooLargeException if there are more than {@code limit} bytes */
    byte[] fetch(String address, int limit) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = open(address);
        try (InputStream in = response.body()) {
            check(response);
            if (response.headers().firstValueAsLong("Content-Length").orElse(0) > limit) {
                throw new TooLargeException();
            }
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new TooLargeException();
            }
            return bytes;
        }
    }

    /** Saves under a name of its own first, so that half a file never looks like a whole one. */
    void save(String address, Path target) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = open(address);
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try (InputStream in = response.body()) {
            check(response);
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private HttpResponse<InputStream> open(String address) throws IOException, InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(ANSWER).GET().build();
            return client().send(request, BodyHandlers.ofInputStream());
        } catch (IllegalArgumentException e) {
            throw new IOException("Not an address that can be fetched", e);
        }
    }

    private static void check(HttpResponse<?> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("HTTP status " + response.statusCode());
        }
    }

    /** Made when first needed: it has a thread of its own, and most conversations have no pictures. */
    private synchronized HttpClient client() {
        if (client == null) {
            HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NORMAL);
            Optional.ofNullable(ProxySelector.getDefault()).ifPresent(builder::proxy);
            client = builder.build();
        }
        return client;
    }

    /** There is more than may be fetched. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
