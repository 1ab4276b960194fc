// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.ArrayList;
import java.util.List;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.store.StoredDraft;

/** What is being written to one customer. Belongs to the UI thread. */
public final class Draft {
    /** What a press of the key was about. */
    private record Content(String text, List<Attachment> attachments) {
    }

    /** What the agent was asked about a content: what the filters said, and whether the record in front is wrong. */
    private record Warning(Content about, boolean byFilters, ConversationId front) {
    }

    private String text = "";
    private int caret;
    private List<Attachment> attachments = List.of();
    private boolean touched;
    private Content sending;
    private Warning warning;
    private String problem = "";

    public String text() {
        return text;
    }

    public int caret() {
        return caret;
    }

    /** What is to go with it, in order, before the text. */
    public List<Attachment> attachments() {
        return attachments;
    }

    public void edit(String newText, int newCaret) {
        touched = true;
        text = newText;
        setCaret(newCaret);
    }

    /** @param now copied */
    public void setAttachments(List<Attachment> now) {
        touched = true;
        attachments = List.copyOf(now);
    }

    /** A caret that is not in the text stands at its end. */
    public void setCaret(int newCaret) {
        caret = Math.min(newCaret, text.length());
    }

    /** Puts text in at the caret, and the caret behind it. */
    public void insert(String inserted) {
        int behind = caret + inserted.length();
        edit(text.substring(0, caret) + inserted + text.substring(caret), behind);
    }

    /** Takes back what was to be sent: behind what is there, the caret at the end. */
    public void append(Outgoing message) {
        if (!message.attachment().isEmpty()) {
            List<Attachment> more = new ArrayList<>(attachments);
            more.add(message.attachment());
            setAttachments(more);
        }
        if (!message.content().isEmpty()) {
            String joined = text.isBlank() ? message.content() : text.stripTrailing() + "\n" + message.content();
            edit(joined, joined.length());
        }
    }

    /** As it is to be kept. */
    public StoredDraft stored() {
        return new StoredDraft(text, caret, attachments);
    }

    /** Whether anything was written here, be it gone again: what was kept earlier is older. */
    boolean touched() {
        return touched;
    }

    void restore(StoredDraft kept) {
        text = kept.text();
        attachments = kept.attachments();
        setCaret(kept.caret());
    }

    /** What is to be sent, in order: attachments, then the text. Empty if there is nothing. */
    List<Outgoing> parts(ConversationId to) {
        List<Outgoing> parts = new ArrayList<>();
        for (Attachment each : attachments) {
            parts.add(new Outgoing(to, typeOf(each), "", each));
        }
        if (!text.isBlank()) {
            parts.add(Outgoing.text(to, text));
        }
        return parts;
    }

    /** A media id alone says nothing of its kind; a file is what can always be opened. */
    private static String typeOf(Attachment attachment) {
        return attachment.pictureUrl().isEmpty() ? MessageType.FILE : MessageType.IMAGE;
    }

    public boolean sending() {
        return sending != null;
    }

    /** Whether the problem is a warning of just this content: the agent may send it all the same. */
    public boolean warned() {
        return warning != null && warning.about().equals(content());
    }

    boolean warnedByFilters() {
        return warned() && warning.byFilters();
    }

    /** Whose record was in front when the agent was asked about just this content; null if that was not the question. */
    ConversationId warnedOf() {
        return warned() ? warning.front() : null;
    }

    /** What keeps it from being sent, in words for the agent; empty if nothing does. */
    public String problem() {
        return problem;
    }

    public void setProblem(String words) {
        problem = words;
    }

    private Content content() {
        return new Content(text, attachments);
    }

    void begin() {
        touched = true;
        sending = content();
        warning = null;
        problem = "";
    }

    /** What stays when what is being sent has left: what was written behind it in the meantime, or all that replaced it. */
    StoredDraft rest() {
        String left = restOfText();
        int at = left.equals(text) ? caret : left.length();
        return new StoredDraft(left, at, restOfAttachments());
    }

    private String restOfText() {
        return text.startsWith(sending.text()) ? text.substring(sending.text().length()).stripLeading() : text;
    }

    private List<Attachment> restOfAttachments() {
        int sent = sending.attachments().size();
        boolean begins = attachments.size() >= sent && attachments.subList(0, sent).equals(sending.attachments());
        return begins ? attachments.subList(sent, attachments.size()) : attachments;
    }

    void sent() {
        StoredDraft rest = rest();
        sending = null;
        restore(rest);
    }

    void kept(String words) {
        sending = null;
        problem = words;
    }

    /**
     * The content stays until the agent has decided.
     *
     * @param front whose record is in front, if that is the wrong one; else null
     */
    void warn(String words, boolean byFilters, ConversationId front) {
        warning = new Warning(sending, byFilters, front);
        kept(words);
    }
}
