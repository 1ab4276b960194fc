// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.chatdock.ui.internal.model.Messages;
import org.eclipse.osgi.util.NLS;

/** Finds the places of quick replies that nobody has filled yet: a text that has some must not be sent. */
public final class Unresolved {
    private Unresolved() {
    }

    /**
     * The places that are still there, wherever the agent has moved them. Braces that the agent has typed are none,
     * unless they name a field that is missing in the same text.
     *
     * @param marks the fields that were missing in the replies that were put into this text, see {@link Filled#missing}
     */
    public static List<Gap> in(String text, Set<String> marks) {
        return marks.isEmpty() ? List.of()
                : Placeholders.all(text).stream().filter(gap -> marks.contains(gap.field())).toList();
    }

    /**
     * The marks of a text of which nobody knows where it comes from, such as a draft of yesterday's: all that looks
     * like a place.
     */
    public static Set<String> marks(String text) {
        return new Filled(text, Placeholders.all(text)).missing();
    }

    /** Names the fields, for the agent, and says what to do. */
    public static String words(List<Gap> gaps) {
        Set<String> places = new LinkedHashSet<>();
        gaps.forEach(gap -> places.add(gap.words()));
        return NLS.bind(Messages.Quick_unresolved, String.join(Messages.List_separator, places));
    }
}
