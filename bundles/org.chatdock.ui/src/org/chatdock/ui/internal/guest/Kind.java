// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.guest;

/** What a bundle can contribute to the views. */
public enum Kind {
    RENDERER("renderer"), ACTION("action"), PANEL("panel"), FILTER("filter");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** For the log. */
    @Override
    public String toString() {
        return word;
    }
}
