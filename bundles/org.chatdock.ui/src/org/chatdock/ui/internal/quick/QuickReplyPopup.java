// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.QuickReply;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Text;

/**
 * Offers quick replies at a text: after a slash that begins the text or follows white space, and by Ctrl+/ (Command+/).
 * What is typed from there on is searched for. Up, Down, Page Up and Page Down choose, Enter or Tab inserts, Escape
 * closes and leaves what was typed. UI thread.
 * <p>
 * The key is Ctrl+/ because Ctrl+Space, usual elsewhere, switches the input method on and off on most Chinese systems,
 * and Alt+/ is a mnemonic or the platform's word completion; the slash is what opens the list anyway.
 * <p>
 * The text keeps the focus all the time, and with it the input method. An input method that is composing swallows its
 * keys before they get here, and the text does not change until it has ended: so a composition can neither choose nor
 * close, and what it has written is searched for like anything else.
 */
public final class QuickReplyPopup {
    private static final int MOST_SHOWN = 200;
    private static final int LONGEST_QUERY = 40;
    /** The full-width slash is what an input method makes of the key, and in some of them the Chinese comma is. */
    private static final String SLASHES = "/\uFF0F\u3001";

    private final Text text;
    private final Display display;
    private final QuickReplies replies;
    private final CustomerValues values;
    private final Supplier<ConversationId> conversation;
    private final Chosen chosen;
    private final ReplyList list;
    private final Listener key = this::key;
    private final Listener traversal = this::traversal;

    /** Where a slash is about to be written; -1 if none is. */
    private int slashAt = -1;
    /** Whether the agent is looking for a reply; the list may be hidden because nothing fits. */
    private boolean looking;
    /** Rises with each time that the agent looks for one. */
    private int session;
    /** Whose box it was when the agent began to look. */
    private ConversationId to;
    /** From there to the caret the text is replaced. */
    private int start;
    /** How much of that is no query: the slash, or nothing. */
    private int lead;
    /** Where the caret must be: elsewhere it means that the agent has turned to something else. */
    private int caret;
    /** Null before any source has answered. */
    private ReplySearch search;
    private String query = "";
    private List<QuickReply> shown = List.of();
    private boolean writing;

    private QuickReplyPopup(Text text, QuickReplies replies, CustomerValues values,
            Supplier<ConversationId> conversation, Chosen chosen) {
        this.text = text;
        this.display = text.getDisplay();
        this.replies = replies;
        this.values = values;
        this.conversation = conversation;
        this.chosen = chosen;
        list = new ReplyList(text, this::choose);
    }

    /**
     * Offers replies at a text, until that is disposed.
     *
     * @param conversation whose box the text is now; gives null if it is nobody's
     */
    public static QuickReplyPopup attach(Text text, QuickReplies replies, CustomerValues values,
            Supplier<ConversationId> conversation, Chosen chosen) {
        QuickReplyPopup popup = new QuickReplyPopup(text, replies, values, conversation, chosen);
        text.addListener(SWT.Verify, popup::verify);
        text.addListener(SWT.Modify, event -> popup.modified());
        text.addListener(SWT.KeyDown, popup::opener);
        text.addListener(SWT.KeyUp, event -> popup.closeUnlessAtCaret());
        text.addListener(SWT.MouseUp, event -> popup.closeUnlessAtCaret());
        text.addListener(SWT.FocusOut, event -> popup.focusLost());
        text.addListener(SWT.Dispose, event -> popup.disposed());
        return popup;
    }

    /** Whether the list is seen: then Enter, Tab, Escape and the arrows are its. */
    public boolean isOpen() {
        return looking && list.isVisible();
    }

    /** Opens the list at the caret, as the key does; what is typed next is searched for. */
    public void open() {
        text.setFocus();
        text.setSelection(text.getCaretPosition());
        begin(text.getCaretPosition(), 0);
    }

    private void opener(Event event) {
        boolean slash = event.keyCode == '/' || event.character == '/' || event.keyCode == SWT.KEYPAD_DIVIDE;
        if (!slash || (event.stateMask & SWT.MOD1) == 0 || (event.stateMask & SWT.ALT) != 0) {
            return;
        }
        event.doit = false;
        if (isOpen()) {
            close();
        } else {
            open();
        }
    }

    /** A text that is set as a whole comes here too, but nobody has typed it. */
    private void verify(Event event) {
        boolean slash = event.text.length() == 1 && SLASHES.indexOf(event.text.charAt(0)) >= 0;
        slashAt = !writing && !looking && slash && text.isFocusControl() && beginsWord(event.start) ? event.start : -1;
    }

    private boolean beginsWord(int at) {
        return at == 0 || Character.isWhitespace(text.getText(at - 1, at - 1).charAt(0))
                || text.getText(at - 1, at - 1).charAt(0) == '\u3000';
    }

    private void modified() {
        int slash = slashAt;
        slashAt = -1;
        if (writing) {
            return;
        }
        if (looking) {
            update();
        } else if (slash >= 0 && text.getCaretPosition() == slash + 1) {
            begin(slash, 1);
        }
    }

    private void begin(int from, int leading) {
        close();
        to = conversation.get();
        if (to == null) {
            return;
        }
        looking = true;
        session++;
        start = from;
        lead = leading;
        search = replies.known();
        display.addFilter(SWT.KeyDown, key);
        display.addFilter(SWT.Traverse, traversal);
        int mine = session;
        replies.load(onUi(), found -> {
            if (looking && session == mine) {
                search = found;
                update();
            }
        });
        update();
    }

    private Executor onUi() {
        return task -> {
            try {
                display.asyncExec(task);
            } catch (SWTException e) {
                if (e.code != SWT.ERROR_DEVICE_DISPOSED) {
                    throw e;
                }
            }
        };
    }

    /** Shows what fits what has been typed now. */
    private void update() {
        caret = text.getCaretPosition();
        String typed = caret < start + lead ? null : text.getText().substring(start, caret);
        boolean slash = typed != null && (lead == 0 || SLASHES.indexOf(typed.charAt(0)) >= 0);
        if (!slash || typed.length() > LONGEST_QUERY || typed.chars().anyMatch(Character::isWhitespace)) {
            close();
            return;
        }
        typed = typed.substring(lead);
        // What the agent has gone to stays selected when a late source answers.
        QuickReply selected = typed.equals(query) && isOpen() && !shown.isEmpty() ? shown.get(list.selected()) : null;
        query = typed;
        shown = search == null ? List.of() : search.find(typed, MOST_SHOWN);
        if (!shown.isEmpty()) {
            list.show(shown, selected == null ? 0 : Math.max(0, shown.indexOf(selected)));
        } else if (search == null || lead == 0 && search.isEmpty()) {
            // Somebody who has asked by the key is not left without an answer.
            list.showNone(search != null);
        } else {
            list.hide();
        }
    }

    /** Before anybody else: the box sends on Enter, and its parent moves on with Tab. */
    private void key(Event event) {
        if (event.widget != text || (event.stateMask & SWT.MODIFIER_MASK) != 0 || !list.isVisible()) {
            return;
        }
        switch (event.keyCode) {
            case SWT.ESC -> close();
            case SWT.ARROW_UP -> list.move(-1);
            case SWT.ARROW_DOWN -> list.move(1);
            case SWT.PAGE_UP -> list.movePage(-1);
            case SWT.PAGE_DOWN -> list.movePage(1);
            case SWT.CR, SWT.KEYPAD_CR, SWT.TAB -> {
                if (shown.isEmpty()) {
                    close();
                } else {
                    choose(list.selected());
                }
            }
            default -> {
                return;
            }
        }
        event.doit = false;
        // Keeps it from those who come after us.
        event.type = SWT.None;
    }

    /** With doit off the key goes to the text, and so to {@link #key}, instead of out of it. */
    private void traversal(Event event) {
        if (event.widget == text && list.isVisible() && (event.stateMask & SWT.MODIFIER_MASK) == 0
                && (event.detail == SWT.TRAVERSE_ESCAPE || event.detail == SWT.TRAVERSE_RETURN
                        || event.detail == SWT.TRAVERSE_TAB_NEXT)) {
            event.doit = false;
            event.detail = SWT.TRAVERSE_NONE;
            event.type = SWT.None;
        }
    }

    private void choose(int index) {
        QuickReply reply = shown.get(index);
        ConversationId whose = to;
        close();
        if (!whose.equals(conversation.get())) {
            return;
        }
        List<FilledPart> parts = values.fill(reply, whose);
        if (parts.size() == 1 && parts.get(0).attachment().isEmpty()) {
            Filled filled = parts.get(0).text();
            chosen.text(whose, filled);
            replace(filled);
        } else {
            replace(new Filled("", List.of()));
            chosen.parts(whose, parts);
        }
    }

    private void replace(Filled filled) {
        String delimiter = text.getLineDelimiter();
        writing = true;
        try {
            if (filled.text().isEmpty()) {
                // Not by insert(): GTK takes the selection out, and tells nobody that the text has changed.
                String all = text.getText();
                text.setText(all.substring(0, start) + all.substring(caret));
                text.setSelection(start);
            } else {
                text.setSelection(start, caret);
                text.insert(filled.text().replace("\r\n", "\n").replace("\n", delimiter));
            }
        } finally {
            writing = false;
        }
        if (!filled.isComplete()) {
            Gap gap = filled.gaps().get(0);
            String before = filled.text().substring(0, gap.start()).replace("\r\n", "\n").replace("\n", delimiter);
            int from = start + before.length();
            text.setSelection(from, from + gap.end() - gap.start());
        }
    }

    private void closeUnlessAtCaret() {
        if (looking && text.getCaretPosition() != caret) {
            close();
        }
    }

    /** Afterwards: a click into the list may take the focus for a moment, and gives it back. */
    private void focusLost() {
        if (looking) {
            display.asyncExec(() -> {
                if (!looking || text.isDisposed() || text.isFocusControl()) {
                    return;
                }
                Control now = display.getFocusControl();
                if (now != null && list.has(now)) {
                    Point selection = text.getSelection();
                    text.setFocus();
                    text.setSelection(selection);
                } else {
                    close();
                }
            });
        }
    }

    private void close() {
        if (looking) {
            looking = false;
            display.removeFilter(SWT.KeyDown, key);
            display.removeFilter(SWT.Traverse, traversal);
            list.hide();
        }
    }

    private void disposed() {
        close();
        list.dispose();
    }
}
