// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.util.Objects;

/**
 * A message that was searched for.
 *
 * @param message the message
 * @param snippet a piece of its text around the first occurrence of any piece, in one line, some 80 chars; what is cut
 *            off is an ellipsis
 * @param start where the occurrence begins in the snippet
 * @param length how long it is there; less than the occurrence if that is longer than the snippet
 * @param position where the occurrence begins in the message's text
 */
public record SearchHit(StoredMessage message, String snippet, int start, int length, int position) {
    public SearchHit {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(snippet, "snippet");
    }
}
