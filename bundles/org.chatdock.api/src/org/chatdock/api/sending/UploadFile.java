// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A file on the agent's side.
 *
 * @param name with its extension, without folders
 * @param contentType the media type, such as {@code image/png}
 * @param picture whether it is sent as a picture
 * @param bytes its size
 * @param content opened once for each try of an upload, never twice at a time: one more try follows if the gateway
 *            refuses the credentials
 */
public record UploadFile(String name, String contentType, boolean picture, long bytes, Content content) {
    public UploadFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(content, "content");
    }

    /** Where the bytes are. */
    @FunctionalInterface
    public interface Content {
        /** From the beginning; whoever opens it closes it. */
        InputStream open() throws IOException;
    }
}
