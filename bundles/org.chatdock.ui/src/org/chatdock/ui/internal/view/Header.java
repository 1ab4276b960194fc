// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.ConversationState;
import org.chatdock.ui.internal.model.Messages;
import org.chatdock.ui.internal.model.Meter;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** Who the conversation is with. */
final class Header {
    private static final int AVATAR = 34;

    private final Desk desk;
    private final Composite box;
    private final Label name;
    private final Label detail;
    private final Label allowance;
    private ConversationId conversation;
    private ConversationState state = ConversationState.OPEN;

    Header(Composite parent, Desk desk) {
        this.desk = desk;
        box = Ids.set(new Composite(parent, SWT.NONE), "header");
        GridLayout layout = new GridLayout(3, false);
        layout.marginWidth = 14;
        layout.marginHeight = 8;
        layout.horizontalSpacing = 10;
        layout.verticalSpacing = 1;
        box.setLayout(layout);
        Fonts fonts = new Fonts(box);
        Canvas avatar = new Canvas(box, SWT.NO_FOCUS | SWT.DOUBLE_BUFFERED);
        GridData data = new GridData(SWT.CENTER, SWT.CENTER, false, false, 1, 2);
        data.widthHint = AVATAR;
        data.heightHint = AVATAR;
        avatar.setLayoutData(data);
        avatar.addListener(SWT.Paint, event -> {
            if (conversation != null) {
                Avatar.paint(event.gc, Palette.of(box), fonts.bold(), conversation.value(),
                        desk.names().name(conversation), 0, 0, AVATAR);
            }
        });
        name = Ids.set(new Label(box, SWT.NONE), "header.name");
        name.setFont(fonts.bold());
        name.setLayoutData(new GridData(SWT.FILL, SWT.END, true, true));
        allowance = Ids.set(new Label(box, SWT.NONE), "header.allowance");
        allowance.setFont(fonts.small());
        allowance.setLayoutData(new GridData(SWT.END, SWT.CENTER, false, true, 1, 2));
        detail = Ids.set(new Label(box, SWT.NONE), "header.detail");
        detail.setFont(fonts.small());
        detail.setLayoutData(new GridData(SWT.FILL, SWT.BEGINNING, true, true));
    }

    Composite control() {
        return box;
    }

    void show(ConversationId id, ConversationState decided) {
        conversation = id;
        state = decided;
        if (id == null) {
            return;
        }
        String called = desk.names().name(id);
        String more = desk.names().detail(id);
        String shownId = called.equals(id.value()) ? "" : id.value();
        boolean types = !desk.capabilities().typing().left(id).isZero();
        String line = types ? NLS.bind(Messages.Typing, called) : Stream.of(ConversationMenu.word(state), more, shownId).filter(part -> !part.isEmpty())
                .collect(Collectors.joining("  \u00b7  "));
        name.setText(called.replace("&", "&&"));
        detail.setText(line.replace("&", "&&"));
        Palette palette = Palette.of(box);
        detail.setForeground(palette.secondary());
        Meter meter = desk.meter(id);
        allowance.setText(meter == null ? "" : meter.blocked() == null ? meter.words() : meter.compact());
        allowance.setToolTipText(meter == null ? null : meter.words());
        allowance.setForeground(meter == null || !meter.low() ? palette.secondary()
                : meter.blocked() == null ? palette.warningText() : palette.badText());
        box.layout(true);
        box.redraw(0, 0, box.getSize().x, box.getSize().y, true);
    }
}
