// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageBody;
import org.chatdock.ui.api.RenderContext;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Link;

/** A readable summary of a message that nobody understands. */
final class UnknownBody implements MessageBody {
    private final Composite box;
    private final StyledText text;
    private final RenderContext context;
    private String copied = "";

    UnknownBody(Composite parent, RenderContext context) {
        this.context = context;
        box = new Composite(parent, SWT.NONE);
        box.setBackground(context.background());
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        box.setLayout(layout);
        text = new StyledText(box, SWT.READ_ONLY | SWT.MULTI | SWT.WRAP);
        text.setCaret(null);
        text.setMargins(0, 0, 0, 0);
        text.setFont(context.font());
        text.setBackground(context.background());
        text.setForeground(context.secondary());
        text.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        Link copy = new Link(box, SWT.NONE);
        copy.setText("<a>" + Messages.Unknown_copy + "</a>");
        copy.setBackground(context.background());
        copy.setLinkForeground(context.link());
        copy.addListener(SWT.Selection, event -> context.copy(copied));
    }

    @Override
    public Control control() {
        return box;
    }

    @Override
    public void bind(StoredMessage stored) {
        RawFields fields = new RawFields(stored.message());
        String title = fields.title();
        String lines = fields.lines();
        copied = lines.isEmpty() ? title : title + '\n' + lines;
        text.setText(copied);
        StyleRange range = new StyleRange(0, title.length(), context.foreground(), null, SWT.BOLD);
        text.setStyleRange(range);
    }

    @Override
    public void unbind() {
        copied = "";
        text.setText("");
    }
}
