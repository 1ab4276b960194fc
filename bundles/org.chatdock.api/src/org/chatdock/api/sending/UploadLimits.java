// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.util.Set;

/**
 * What an upload takes.
 *
 * @param pictureBytes the largest picture
 * @param fileBytes the largest other file
 * @param pictureTypes media types that are sent as pictures; others are sent as files
 * @param extensions of files that are taken, lower case, without dot; empty: all
 */
public record UploadLimits(long pictureBytes, long fileBytes, Set<String> pictureTypes, Set<String> extensions) {
    public UploadLimits {
        pictureTypes = Set.copyOf(pictureTypes);
        extensions = Set.copyOf(extensions);
    }
}
