// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/**
 * A table; below it, all there is to say about the selected row, as text that can be copied into a ticket, and what can
 * be done about it. UI thread.
 */
final class LivePane<R> {
    private static final int LINES = 5;

    private final Composite box;
    private final Label heading;
    private final LiveTable<R> rows;
    private final Text detail;
    private final Composite buttons;
    private final String hint;
    private final Function<R, String> words;
    private final Consumer<R> chosen;

    /**
     * What is shown.
     *
     * @param id the prefix of the widgets' ids
     * @param name of the table, for screen readers
     * @param detailName of the text below it, for screen readers
     * @param hint stands for the text while no row is selected
     */
    record Labels(String id, String name, String detailName, String hint) {
    }

    /**
     * @param words all there is to say about a row
     * @param chosen is told whenever another row is selected, or the row has changed; null stands for none
     */
    LivePane(Composite parent, Labels labels, List<LiveTable.Column<R>> columns, Function<R, Object> key,
            Function<R, String> words, Consumer<R> chosen) {
        this.hint = labels.hint();
        this.words = words;
        this.chosen = chosen;
        box = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout(2, false);
        layout.marginWidth = 10;
        layout.marginHeight = 8;
        layout.horizontalSpacing = 10;
        layout.verticalSpacing = 6;
        box.setLayout(layout);
        heading = Ids.set(new Label(box, SWT.NONE), labels.id() + ".heading");
        heading.setFont(new Fonts(box).bold());
        heading.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
        rows = new LiveTable<>(box, columns, key, words);
        Ids.cssClass(Ids.set(rows.table(), labels.id() + ".list"), "ChatdockExtensions");
        Ids.name(rows.table(), labels.name());
        rows.table().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1));
        rows.table().addListener(SWT.Selection, event -> choose());
        detail = Ids.set(new Text(box, SWT.READ_ONLY | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL), labels.id() + ".detail");
        Ids.name(detail, labels.detailName());
        GridData data = new GridData(SWT.FILL, SWT.FILL, true, false);
        data.heightHint = LINES * detail.getLineHeight();
        data.widthHint = 100;
        detail.setLayoutData(data);
        buttons = new Composite(box, SWT.NONE);
        GridLayout column = new GridLayout();
        column.marginWidth = 0;
        column.marginHeight = 0;
        buttons.setLayout(column);
        buttons.setLayoutData(new GridData(SWT.END, SWT.BEGINNING, false, false));
        // A theme may dress the box at any time; the text follows when it is painted.
        box.addListener(SWT.Paint, event -> dress());
    }

    Composite control() {
        return box;
    }

    LiveTable<R> rows() {
        return rows;
    }

    void setHeading(String text) {
        if (!heading.getText().equals(text)) {
            heading.setText(text);
        }
    }

    void hideHeading() {
        ((GridData) heading.getLayoutData()).exclude = true;
        heading.setVisible(false);
    }

    /** @param words the texts that it will have; it is wide enough for all of them, and begins with the first */
    Button button(String id, Consumer<R> action, String... texts) {
        Button button = Ids.set(new Button(buttons, SWT.PUSH), id);
        GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
        for (int i = texts.length - 1; i >= 0; i--) {
            button.setText(texts[i]);
            data.widthHint = Math.max(data.widthHint, button.computeSize(SWT.DEFAULT, SWT.DEFAULT).x);
        }
        button.setLayoutData(data);
        button.setEnabled(false);
        button.addListener(SWT.Selection, event -> {
            R row = rows.selected();
            if (row != null) {
                action.accept(row);
            }
        });
        return button;
    }

    void show(List<R> now) {
        rows.show(now);
        choose();
    }

    void choose() {
        R row = rows.selected();
        String text = row == null ? hint : words.apply(row);
        if (!detail.getText().replace(Text.DELIMITER, "\n").equals(text)) {
            // What somebody is about to copy stays selected as far as it can.
            Point selection = detail.getSelection();
            int top = detail.getTopIndex();
            detail.setText(text);
            detail.setSelection(selection);
            detail.setTopIndex(top);
            dress();
        }
        chosen.accept(row);
    }

    private void dress() {
        Palette palette = Palette.of(box);
        Color ink = rows.selected() == null ? palette.secondary() : palette.foreground();
        if (!ink.equals(detail.getForeground()) || !palette.background().equals(detail.getBackground())) {
            detail.setBackground(palette.background());
            detail.setForeground(ink);
        }
    }
}
