// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import org.chatdock.api.message.ConversationId;
import org.chatdock.ui.internal.attach.Source;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Text;

/** The ways in which files get into the composer: the dialog, the clipboard, and being dropped. UI thread. */
final class AttachInput {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Desk desk;
    private final Text text;
    private final Supplier<ConversationId> to;

    AttachInput(Desk desk, Text text, Supplier<ConversationId> to) {
        this.desk = desk;
        this.text = text;
        this.to = to;
    }

    /** Asks for files. */
    void choose() {
        ConversationId whose = to.get();
        if (whose == null || !desk.uploads().available()) {
            return;
        }
        FileDialog dialog = new FileDialog(text.getShell(), SWT.OPEN | SWT.MULTI);
        dialog.setText(Messages.Attach_dialog);
        if (dialog.open() != null) {
            Path folder = Path.of(dialog.getFilterPath());
            add(whose, Arrays.stream(dialog.getFileNames()).map(folder::resolve).toList());
        }
        if (!text.isDisposed()) {
            text.setFocus();
        }
    }

    private void add(ConversationId whose, List<Path> files) {
        desk.uploads().add(whose, files.stream().map(Source::of).toList());
    }

    /** The keys that are about files: Ctrl+Shift+A, and Ctrl+V where the clipboard has something other than text. */
    void key(Event event) {
        int modifiers = event.stateMask & SWT.MODIFIER_MASK;
        int key = Character.toLowerCase(event.keyCode);
        if (!desk.uploads().available() || to.get() == null) {
            return;
        }
        if (key == 'a' && modifiers == (SWT.MOD1 | SWT.MOD2)) {
            event.doit = false;
            choose();
        } else if (key == 'v' && modifiers == SWT.MOD1 && paste()) {
            event.doit = false;
        }
    }

    /** @return whether it was not for the text */
    private boolean paste() {
        Clipboard clipboard = new Clipboard(text.getDisplay());
        try {
            // File managers offer the names as text, too; other programs a picture of the text.
            if (clipboard.getContents(FileTransfer.getInstance()) instanceof String[] files && files.length > 0) {
                add(to.get(), Arrays.stream(files).map(Path::of).toList());
                return true;
            }
            if (clipboard.getContents(TextTransfer.getInstance()) == null
                    && clipboard.getContents(ImageTransfer.getInstance()) instanceof ImageData picture) {
                String name = NLS.bind(Messages.Attach_pasted, TIME.format(LocalDateTime.now(desk.clock())));
                desk.uploads().add(to.get(), List.of(Source.of(picture, name)));
                return true;
            }
            return false;
        } finally {
            clipboard.dispose();
        }
    }

    /** Takes what is dropped there; text goes to the caret, as without us. */
    void acceptDrops(Control control) {
        DropTarget target = new DropTarget(control, DND.DROP_COPY | DND.DROP_DEFAULT | DND.DROP_MOVE);
        target.setTransfer(new Transfer[] { FileTransfer.getInstance(), TextTransfer.getInstance() });
        target.addDropListener(new DropTargetAdapter() {
            @Override
            public void dragEnter(DropTargetEvent event) {
                boolean files = FileTransfer.getInstance().isSupportedType(event.currentDataType);
                boolean takes = to.get() != null && (!files || desk.uploads().available());
                event.detail = takes ? DND.DROP_COPY : DND.DROP_NONE;
            }

            @Override
            public void dragOperationChanged(DropTargetEvent event) {
                dragEnter(event);
            }

            @Override
            public void drop(DropTargetEvent event) {
                dropped(event.data);
            }
        });
    }

    void dropped(Object data) {
        if (to.get() == null) {
            return;
        }
        if (data instanceof String[] files && desk.uploads().available()) {
            add(to.get(), Arrays.stream(files).map(Path::of).toList());
            text.setFocus();
        } else if (data instanceof String words) {
            text.insert(words);
            text.setFocus();
        }
    }
}
