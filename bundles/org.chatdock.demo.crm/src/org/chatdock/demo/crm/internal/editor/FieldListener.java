// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.editor;

import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;

/** Hears of every change that the user makes in a field of the editor. */
interface FieldListener {
    void changed(Control field);

    /** Sets a field's text unless it has it already: setting it anew would move the caret. */
    static void set(Text field, String text) {
        if (!field.getText().equals(text)) {
            field.setText(text);
        }
    }
}
