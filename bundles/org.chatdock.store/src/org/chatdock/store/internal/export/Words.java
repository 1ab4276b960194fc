// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.export;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** The words that a page has of itself: in a language if it is there, else in English. Immutable. */
final class Words {
    static final String NAME = Words.class.getPackageName() + ".words";

    private final ResourceBundle bundle;

    private Words(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    static Words in(Locale locale) {
        return new Words(ResourceBundle.getBundle(NAME, locale, Words.class.getClassLoader(),
                Control.getNoFallbackControl(Control.FORMAT_PROPERTIES)));
    }

    /** As it stands in a page. */
    String html(String key) {
        return HtmlText.escape(bundle.getString(key));
    }

    /** As it stands in a page, with something in it that is already as it stands there. */
    String html(String key, String part) {
        return html(key).replace("{0}", part);
    }

    /** A tag of BCP 47. */
    String language() {
        return bundle.getString("language");
    }

    String customer() {
        return bundle.getString("customer");
    }
}
