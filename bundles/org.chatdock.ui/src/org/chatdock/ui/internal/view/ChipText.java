// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.List;

import org.chatdock.ui.internal.attach.SizeWords;
import org.chatdock.ui.internal.model.DraftItem;
import org.chatdock.ui.internal.model.Messages;
import org.chatdock.ui.internal.quick.Gap;
import org.chatdock.ui.internal.quick.Unresolved;
import org.eclipse.osgi.util.NLS;

/**
 * What a chip says.
 *
 * @param title the name of the file, or the text of a message
 * @param detail how it is, in a few words
 * @param more all there is to know, for a tool tip and for who cannot see it
 */
record ChipText(String title, String detail, String more, Tone tone) {
    /** How urgent it is. */
    enum Tone {
        NORMAL, WARNING, BAD
    }

    static ChipText of(DraftItem item) {
        String title = title(item);
        List<Gap> gaps = Unresolved.in(item.text(), item.marks());
        if (item.state() == DraftItem.State.FAILED) {
            return new ChipText(title, item.canRetry() ? Messages.Attach_chipFailed : Messages.Attach_chipRefused,
                    item.problem(), Tone.BAD);
        } else if (item.state() == DraftItem.State.UPLOADING) {
            String words = NLS.bind(Messages.Attach_chipUploading, Integer.valueOf(item.percent()));
            return new ChipText(title, words, title + "\n" + words, Tone.NORMAL);
        } else if (!gaps.isEmpty()) {
            String words = Unresolved.words(gaps);
            return new ChipText(title, words, item.text() + "\n" + words, Tone.BAD);
        } else if (item.isProgram()) {
            String words = NLS.bind(Messages.Attach_program, item.name());
            return new ChipText(title, Messages.Attach_chipProgram, words, Tone.WARNING);
        }
        String detail = item.isText() ? Messages.Part_text : kind(item);
        return new ChipText(title, detail, (item.text().isBlank() ? title : item.text()) + "\n" + detail, Tone.NORMAL);
    }

    private static String title(DraftItem item) {
        if (!item.text().isBlank()) {
            return item.text().strip().replaceAll("\\s+", " ");
        }
        return !item.name().isEmpty() ? item.name()
                : item.isPicture() ? Messages.Picture_name : Messages.File_unnamed;
    }

    private static String kind(DraftItem item) {
        String kind = item.isPicture() ? Messages.Picture_name : Messages.File_unnamed;
        return item.bytes() < 0 ? kind : NLS.bind(Messages.Attach_chipReady, kind, SizeWords.of(item.bytes()));
    }
}
