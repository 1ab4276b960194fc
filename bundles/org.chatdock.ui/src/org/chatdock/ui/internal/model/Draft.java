// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.store.StoredDraft;
import org.eclipse.osgi.util.NLS;

/** What is being written to one customer. Belongs to the UI thread. */
public final class Draft {
    /** What a press of the key was about. */
    private record Content(String text, List<DraftItem> items) {
    }

    /** What the agent was asked about a content: what the filters said, and whether the record in front is wrong. */
    private record Warning(Content about, boolean byFilters, ConversationId front) {
    }

    private String text = "";
    private int caret;
    /** Replaced, never changed. */
    private List<DraftItem> items = List.of();
    /** The fields that were missing in the quick replies that were put into the text. */
    private final Set<String> marks = new HashSet<>();
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
    public List<DraftItem> items() {
        return items;
    }

    /** The pictures and files that the gateway has already. */
    public List<Attachment> attachments() {
        return attachments(items);
    }

    private static List<Attachment> attachments(List<DraftItem> of) {
        return of.stream().map(DraftItem::attachment).filter(each -> !each.isEmpty()).toList();
    }

    public void edit(String newText, int newCaret) {
        touched = true;
        text = newText;
        setCaret(newCaret);
        if (text.isBlank()) {
            marks.clear();
        }
    }

    /** Puts one behind those that are there. */
    public void add(DraftItem item) {
        touched = true;
        List<DraftItem> more = new ArrayList<>(items);
        more.add(item);
        items = List.copyOf(more);
    }

    /** Takes one out. What is on its way to the outbox already is sent all the same. */
    public void remove(DraftItem item) {
        touched = true;
        items = items.stream().filter(each -> each != item).toList();
    }

    public void replace(DraftItem old, DraftItem with) {
        touched = true;
        items = items.stream().map(each -> each == old ? with : each).toList();
    }

    /** The fields that are missing in what was put into the text. */
    public Set<String> marks() {
        return Set.copyOf(marks);
    }

    /** More of them. */
    public void mark(Set<String> missing) {
        marks.addAll(missing);
    }

    /** Why it cannot be sent yet, in words; empty if it can. */
    String blocked() {
        for (DraftItem item : items) {
            switch (item.state()) {
                case UPLOADING -> {
                    return NLS.bind(Messages.Attach_wait, item.name());
                }
                case FAILED -> {
                    return NLS.bind(Messages.Attach_failedFirst, item.name());
                }
                case READY -> {
                    // The next one may not be.
                }
            }
        }
        return "";
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
            add(DraftItem.of(message.attachment()));
        }
        if (!message.content().isEmpty()) {
            String joined = text.isBlank() ? message.content() : text.stripTrailing() + "\n" + message.content();
            edit(joined, joined.length());
        }
    }

    /** As it is to be kept: texts that go before the text are kept as its beginning. */
    public StoredDraft stored() {
        return stored(text, caret, items);
    }

    private static StoredDraft stored(String text, int caret, List<DraftItem> items) {
        StringBuilder before = new StringBuilder();
        items.stream().map(DraftItem::text).filter(each -> !each.isBlank())
                .forEach(each -> before.append(each).append('\n'));
        int at = before.length() + caret;
        return new StoredDraft(before.append(text).toString(), at, attachments(items));
    }

    /** Whether anything was written here, be it gone again: what was kept earlier is older. */
    boolean touched() {
        return touched;
    }

    void restore(StoredDraft kept) {
        text = kept.text();
        items = kept.attachments().stream().map(DraftItem::of).toList();
        setCaret(kept.caret());
    }

    /** What is to be sent, in order: what goes before the text, then the text. Empty if there is nothing. */
    List<Outgoing> parts(ConversationId to) {
        List<Outgoing> parts = new ArrayList<>();
        items.forEach(item -> parts.add(item.outgoing(to)));
        if (!text.isBlank()) {
            parts.add(Outgoing.text(to, text));
        }
        return parts;
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
        return new Content(text, items);
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
        return stored(left, restOfCaret(left), restOfItems());
    }

    private String restOfText() {
        return text.startsWith(sending.text()) ? text.substring(sending.text().length()).stripLeading() : text;
    }

    private int restOfCaret(String left) {
        return left.equals(text) ? caret : left.length();
    }

    private List<DraftItem> restOfItems() {
        return items.stream().filter(each -> !sending.items().contains(each)).toList();
    }

    void sent() {
        String left = restOfText();
        int at = restOfCaret(left);
        items = restOfItems();
        sending = null;
        edit(left, at);
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
