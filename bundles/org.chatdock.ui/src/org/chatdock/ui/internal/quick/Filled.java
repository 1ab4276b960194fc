// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The text of a quick reply with its placeholders filled.
 *
 * @param gaps those that nobody could fill, in the order of the text; copied
 */
public record Filled(String text, List<Gap> gaps) {
    public Filled {
        gaps = List.copyOf(gaps);
    }

    /** Whether it can be sent as it is. */
    public boolean isComplete() {
        return gaps.isEmpty();
    }

    /** The fields that are missing, each once: the marks that {@link Unresolved} asks for. */
    public Set<String> missing() {
        Set<String> fields = new LinkedHashSet<>();
        gaps.forEach(gap -> fields.add(gap.field()));
        return fields;
    }
}
