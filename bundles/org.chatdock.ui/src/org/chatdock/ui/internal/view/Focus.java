// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/** Where the keyboard is. */
final class Focus {
    private Focus() {
    }

    static boolean within(Composite composite) {
        if (composite.isDisposed()) {
            return false;
        }
        Control at = composite.getDisplay().getFocusControl();
        while (at != null && at != composite) {
            at = at.getParent();
        }
        return at != null;
    }
}
