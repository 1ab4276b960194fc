// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.message;

import java.util.Objects;

/**
 * Where the things are that a message carries beside its text. Each part is the empty text when absent, never null.
 *
 * @param pictureUrl {@code KfPicUrl}
 * @param fileUrl {@code KfFileUrl}
 * @param mediaId {@code MediaId}, a reference that only the gateway can resolve
 */
public record Attachment(String pictureUrl, String fileUrl, String mediaId) {
    public static final Attachment NONE = new Attachment("", "", "");

    public Attachment {
        Objects.requireNonNull(pictureUrl, "pictureUrl");
        Objects.requireNonNull(fileUrl, "fileUrl");
        Objects.requireNonNull(mediaId, "mediaId");
    }

    public boolean isEmpty() {
        return pictureUrl.isEmpty() && fileUrl.isEmpty() && mediaId.isEmpty();
    }
}
