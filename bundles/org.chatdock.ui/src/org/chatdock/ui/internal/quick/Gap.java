// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

/**
 * A placeholder that nobody could fill.
 *
 * @param start where its opening brace is in the text
 * @param end behind its closing brace
 * @param field its name
 */
public record Gap(int start, int end, String field) {
    /** As it stands in the text. */
    String words() {
        return "{" + field + "}";
    }
}
