// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

/** What is being written to one customer. Belongs to the UI thread. */
public final class Draft {
    private String text = "";
    private int caret;
    private String sending;
    private String warned;
    private String problem = "";

    public String text() {
        return text;
    }

    public int caret() {
        return caret;
    }

    public void edit(String newText, int newCaret) {
        text = newText;
        setCaret(newCaret);
    }

    /** A caret that is not in the text stands at its end. */
    public void setCaret(int newCaret) {
        caret = Math.min(newCaret, text.length());
    }

    /** Puts text in at the caret, and the caret behind it. */
    public void insert(String inserted) {
        text = text.substring(0, caret) + inserted + text.substring(caret);
        caret += inserted.length();
    }

    public boolean sending() {
        return sending != null;
    }

    /** Whether the problem is a warning of just this text: the agent may send it all the same. */
    public boolean warned() {
        return text.equals(warned);
    }

    /** What keeps it from being sent, in words for the agent; empty if nothing does. */
    public String problem() {
        return problem;
    }

    public void setProblem(String words) {
        problem = words;
    }

    void begin() {
        sending = text;
        warned = null;
        problem = "";
    }

    /** The text has left; what was typed behind it in the meantime stays. */
    void sent() {
        if (text.startsWith(sending)) {
            text = text.substring(sending.length()).stripLeading();
            caret = text.length();
        }
        sending = null;
    }

    void kept(String words) {
        sending = null;
        problem = words;
    }

    /** The text stays until the agent has decided. */
    void warn(String words) {
        warned = sending;
        kept(words);
    }
}
