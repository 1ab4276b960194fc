// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.List;
import java.util.Objects;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageType;
import org.chatdock.ui.internal.model.Draft;
import org.chatdock.ui.internal.model.DraftItem;
import org.chatdock.ui.internal.model.Messages;
import org.chatdock.ui.internal.model.Meter;
import org.chatdock.ui.internal.quick.Chosen;
import org.chatdock.ui.internal.quick.Filled;
import org.chatdock.ui.internal.quick.FilledPart;
import org.chatdock.ui.internal.quick.Gap;
import org.chatdock.ui.internal.quick.QuickReplyPopup;
import org.chatdock.ui.internal.quick.Unresolved;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** Where the agent writes. A native text, so that every input method works; what is written belongs to a draft. */
final class Composer {
    private static final int LEAST_LINES = 2;
    private static final int MOST_LINES = 8;
    private static final int LEAST_BUTTON = 76;
    private static final int SETTLED_MILLIS = 300;

    private final Desk desk;
    private final Composite box;
    private final Text text;
    private final ChipStrip chips;
    private final ClipButton clip;
    private final AttachInput input;
    private final Button send;
    private final Label below;
    private ConversationId to;
    private boolean showing;
    private int height;
    /** What became of an earlier message, in words; empty if the agent has seen to it. */
    private String news = "";
    /** Whether that is as it should be. */
    private boolean goodNews;

    Composer(Composite parent, Desk desk) {
        this.desk = desk;
        box = Ids.set(new Composite(parent, SWT.NONE), "composer");
        GridLayout layout = new GridLayout(3, false);
        layout.marginWidth = 10;
        layout.marginHeight = 8;
        layout.verticalSpacing = 4;
        box.setLayout(layout);
        chips = new ChipStrip(box, desk, this::setFocus);
        chips.control().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, false, 3, 1));
        clip = new ClipButton(box, this::attach);
        GridData clipData = new GridData(SWT.CENTER, SWT.END, false, false);
        clipData.widthHint = ClipButton.SIDE;
        clipData.heightHint = ClipButton.SIDE;
        clip.control().setLayoutData(clipData);
        Composite field = new Composite(box, SWT.BORDER);
        field.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        GridLayout inside = new GridLayout();
        inside.marginWidth = 6;
        inside.marginHeight = 4;
        field.setLayout(inside);
        text = Ids.set(new Text(field, SWT.MULTI | SWT.WRAP | SWT.V_SCROLL), "composer.text");
        // Shown where the platform can; the line below says the same everywhere.
        text.setMessage(Messages.Composer_prompt);
        GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
        text.setLayoutData(data);
        // A theme dresses texts as it likes; the margin around this one follows.
        field.addListener(SWT.Paint, event -> {
            event.gc.setBackground(text.getBackground());
            event.gc.fillRectangle(field.getClientArea());
        });
        input = new AttachInput(desk, text, () -> to);
        text.addListener(SWT.KeyDown, this::key);
        text.addListener(SWT.KeyDown, input::key);
        text.addListener(SWT.Modify, event -> edited());
        // The caret is where others may insert: see Desk.compose.
        text.addListener(SWT.KeyUp, event -> keepCaret());
        text.addListener(SWT.MouseUp, event -> keepCaret());
        text.addListener(SWT.Resize, event -> {
            grow();
            showAll();
        });
        send = Ids.set(new Button(box, SWT.PUSH), "composer.send");
        send.setLayoutData(new GridData(SWT.FILL, SWT.END, false, false));
        send.addListener(SWT.Selection, event -> {
            send(true);
            // The next thing is to write on; and a button that is disabled gives the focus to whatever is near.
            text.setFocus();
        });
        below = Ids.set(new Label(box, SWT.WRAP), "composer.state");
        below.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 3, 1));
        Ids.name(text, "");
        Ids.name(below, "");
        data.heightHint = LEAST_LINES * text.getLineHeight();
        box.setTabList(new Control[] { chips.control(), clip.control(), field, send });
        QuickReplyPopup.attach(text, desk.replies(), desk.values(), () -> to, chosen());
        input.acceptDrops(text);
        input.acceptDrops(box);
        show(chips.control(), false);
        show(clip.control(), false);
    }

    private Chosen chosen() {
        return new Chosen() {
            @Override
            public void text(ConversationId whose, Filled filled) {
                desk.drafts().draft(whose).mark(filled.missing());
            }

            @Override
            public void parts(ConversationId whose, List<FilledPart> parts) {
                addParts(whose, parts);
            }
        };
    }

    /** All go before the text; the last becomes it if there is none, so that it can be written on. */
    private void addParts(ConversationId whose, List<FilledPart> parts) {
        Draft draft = desk.drafts().draft(whose);
        for (int i = 0; i < parts.size(); i++) {
            FilledPart part = parts.get(i);
            Filled filled = part.text();
            boolean last = i == parts.size() - 1;
            if (last && draft.text().isBlank() && part.attachment().isEmpty() && MessageType.TEXT.equals(part.type())) {
                draft.edit(filled.text(), filled.text().length());
                draft.mark(filled.missing());
            } else {
                draft.add(DraftItem.part(part.type(), filled.text(), filled.missing(), part.attachment()));
            }
        }
        desk.draftEdited(whose);
        setFocus();
    }

    private void attach() {
        input.choose();
    }

    /** Its place goes with it. */
    private static boolean show(Control control, boolean shown) {
        GridData data = (GridData) control.getLayoutData();
        if (data.exclude == !shown) {
            return false;
        }
        data.exclude = !shown;
        control.setVisible(shown);
        control.requestLayout();
        return true;
    }

    Composite control() {
        return box;
    }

    void setFocus() {
        text.setFocus();
    }

    /** Shows a conversation's draft, or nothing that could be written to if that is null. */
    void show(ConversationId conversation) {
        if (!Objects.equals(conversation, to)) {
            keepCaret();
            to = conversation;
            news = "";
            box.setData(Ids.CONVERSATION, to == null ? null : to.value());
        }
        update();
    }

    /** Shows the draft as it is now. */
    void update() {
        boolean open = to != null;
        text.setEnabled(open);
        Draft draft = open ? desk.drafts().draft(to) : new Draft();
        if (!text.getText().equals(draft.text())) {
            showing = true;
            try {
                text.setText(draft.text());
                text.setSelection(Math.min(draft.caret(), draft.text().length()));
            } finally {
                showing = false;
            }
        }
        boolean others = chips.show(to, draft);
        if (!show(chips.control(), !draft.items().isEmpty()) && others) {
            chips.control().requestLayout();
        }
        show(clip.control(), desk.uploads().available());
        clip.control().setEnabled(open);
        Meter meter = open ? desk.meter(to) : null;
        String blocked = meter == null || meter.blocked() == null ? "" : meter.words();
        send.setEnabled(open && !draft.sending() && blocked.isEmpty());
        send.setToolTipText(blocked.isEmpty() ? hint() : blocked);
        String name = open ? NLS.bind(Messages.Composer_name, desk.names().name(to)) : Messages.Composer_prompt;
        Ids.rename(text, name);
        showState(draft, meter);
        grow();
    }

    /** @param insist whether to send what the agent has been warned of */
    void send(boolean insist) {
        if (to != null) {
            keepCaret();
            // The recipient is decided here, whatever is shown when the answer comes.
            desk.send(to, insist);
            update();
            selectGap();
        }
    }

    /** The first place that is to be filled in still. */
    private void selectGap() {
        Draft draft = desk.drafts().draft(to);
        List<Gap> gaps = draft.sending() ? List.of() : Unresolved.in(text.getText(), draft.marks());
        if (!gaps.isEmpty()) {
            text.setSelection(gaps.get(0).start(), gaps.get(0).end());
        }
    }

    /** Tells what has been done, until the agent writes. */
    void inform(String words) {
        tell(words);
        goodNews = true;
        update();
    }

    /** Tells what became of an earlier message, until the agent writes, or all is well again. */
    void tell(String words) {
        news = words;
        goodNews = false;
        update();
    }

    private void showState(Draft draft, Meter meter) {
        Palette palette = Palette.of(box);
        String words = draft.sending() ? Messages.Composer_sending : draft.problem();
        boolean problem = !draft.sending() && !words.isEmpty();
        boolean told = words.isEmpty() && !news.isEmpty();
        String failure = words.isEmpty() && !told ? failure(draft) : "";
        String program = program(draft);
        boolean ran = words.isEmpty() && !told && failure.isEmpty() && !program.isEmpty();
        boolean measured = words.isEmpty() && !told && failure.isEmpty() && !ran && meter != null;
        if (told) {
            words = news;
        } else if (!failure.isEmpty()) {
            words = failure;
        } else if (ran) {
            words = program;
        } else if (measured) {
            words = meter.blocked() == null ? meter.words() + "  \u00b7  " + hint(draft) : meter.words();
        } else if (words.isEmpty()) {
            words = hint(draft);
        }
        boolean bad = problem && !draft.warned() || told && !goodNews || !failure.isEmpty()
                || measured && meter.blocked() != null;
        boolean warn = problem && draft.warned() || ran || measured && meter.low();
        below.setForeground(bad ? palette.badText() : warn ? palette.warningText() : palette.secondary());
        String label = draft.warned() ? Messages.Composer_sendAnyway : Messages.Composer_send;
        if (!send.getText().equals(label)) {
            send.setText(label);
            ((GridData) send.getLayoutData()).widthHint = Math.max(LEAST_BUTTON,
                    send.computeSize(SWT.DEFAULT, SWT.DEFAULT).x);
            send.requestLayout();
        }
        String escaped = words.replace("&", "&&");
        if (!below.getText().equals(escaped)) {
            below.setText(escaped);
            below.requestLayout();
            Ids.rename(below, words);
            if (problem || told || !failure.isEmpty()) {
                // Somebody who does not see it hears it.
                below.getAccessible().sendEvent(ACC.EVENT_NAME_CHANGED, null);
            }
        }
    }

    /** Why the first file that did not get there did not; empty if there is none. */
    private static String failure(Draft draft) {
        for (DraftItem item : draft.items()) {
            if (item.state() == DraftItem.State.FAILED) {
                return item.problem();
            }
        }
        return "";
    }

    /** Warns of the first file that runs when it is opened; empty if there is none. */
    private static String program(Draft draft) {
        for (DraftItem item : draft.items()) {
            if (item.isProgram() && item.state() != DraftItem.State.FAILED) {
                return NLS.bind(Messages.Attach_program, item.name());
            }
        }
        return "";
    }

    private String hint(Draft draft) {
        int messages = draft.items().size() + (draft.text().isBlank() ? 0 : 1);
        return messages < 2 ? hint()
                : NLS.bind(Messages.Composer_several, Integer.valueOf(messages)) + "  \u00b7  " + hint();
    }

    private String hint() {
        return desk.enterSends() ? Messages.Composer_hint : Messages.Composer_hintCtrl;
    }

    private void edited() {
        if (showing || to == null) {
            return;
        }
        Draft draft = desk.drafts().draft(to);
        draft.edit(text.getText(), text.getCaretPosition());
        if (!draft.sending()) {
            draft.setProblem("");
        }
        news = "";
        desk.capabilities().typing().agentTypes(to);
        desk.draftEdited(to);
    }

    private void keepCaret() {
        if (to != null && !text.isDisposed()) {
            desk.drafts().draft(to).setCaret(text.getCaretPosition());
        }
    }

    /**
     * Only here, on key down, and never on a change of the text: an input method that takes Enter to end a composition
     * swallows the key, but not the change.
     */
    private void key(Event event) {
        boolean enter = event.keyCode == SWT.CR || event.keyCode == SWT.KEYPAD_CR;
        if (!enter) {
            return;
        }
        int modifiers = event.stateMask & SWT.MODIFIER_MASK;
        if (modifiers == SWT.MOD1 || modifiers == 0 && desk.enterSends()) {
            event.doit = false;
            // A key that bounces, or is pressed without looking, must not wave a warning aside.
            send(modifiers == SWT.MOD1);
        }
    }

    /** GTK scrolls a text that outgrows its place, slowly, and goes on when the place has grown: undo that after. */
    private void showAll() {
        text.getDisplay().timerExec(SETTLED_MILLIS, () -> {
            if (!text.isDisposed() && height < MOST_LINES && text.getVerticalBar().getSelection() > 0) {
                text.getVerticalBar().setSelection(0);
            }
        });
    }

    private void grow() {
        int width = text.getClientArea().width;
        if (width <= 0) {
            return;
        }
        int line = text.getLineHeight();
        int trim = text.computeTrim(0, 0, 0, 0).height;
        int wanted = text.getCharCount() == 0 ? 0 : text.computeSize(width, SWT.DEFAULT).y - trim;
        int lines = Math.max(LEAST_LINES, Math.min(MOST_LINES, (wanted + line - 1) / line));
        if (lines != height) {
            height = lines;
            ((GridData) text.getLayoutData()).heightHint = lines * line;
            // Deferred: this may run in the middle of a layout.
            text.requestLayout();
        }
    }
}
