// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.export;

import java.util.regex.Pattern;

/** Text in a page: what it says is shown, and does nothing. */
final class HtmlText {
    private static final char REPLACEMENT = '\ufffd';
    /** Nothing that cannot be seen, and nothing that could end an attribute. */
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\p{Z}\\p{C}\"'<>`\\\\]+",
            Pattern.CASE_INSENSITIVE);

    private HtmlText() {
    }

    /** For the content of an element and for an attribute in quotes. What a page cannot hold is a replacement char. */
    static String escape(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                case '\n', '\t' -> html.append(c);
                case '\r' -> html.append(i + 1 < text.length() && text.charAt(i + 1) == '\n' ? "" : "\n");
                default -> html.append(isForeign(text, i, c) ? REPLACEMENT : c);
            }
        }
        return html.toString();
    }

    /** Its direction has no effect on what stands around it. */
    static String isolated(String text) {
        return "<bdi>" + escape(text) + "</bdi>";
    }

    private static boolean isForeign(String text, int at, char c) {
        return Character.isISOControl(c) || c == '\ufffe' || c == '\uffff'
                || Character.isSurrogate(c) && JsonText.isHalf(text, at);
    }

    /** A link to a web address; any other address as text. */
    static String address(String address) {
        String escaped = escape(address);
        return ADDRESS.matcher(address).matches()
                ? "<a href=\"" + escaped + "\" rel=\"noopener noreferrer\">" + escaped + "</a>"
                : isolated(address);
    }
}
