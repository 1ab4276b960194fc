// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.e4;

import org.chatdock.ui.ChatDesk;
import org.chatdock.ui.DeskView;
import org.chatdock.ui.ExtensionsView;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.e4.ui.workbench.modeling.EPartService.PartState;
import org.eclipse.swt.widgets.Composite;

import jakarta.inject.Inject;

/** Who handles messages and contributes to the views, and how they fare. */
public class ExtensionsPart extends DeskPart {
    @Inject
    private EPartService parts;

    @Override
    DeskView create(Composite into, ChatDesk from) {
        ExtensionsView extensions = from.createExtensions(into);
        // It has opened the conversation itself; here it is brought to view.
        extensions.onOpen(opened -> parts.showPart(PartIds.CONVERSATION, PartState.ACTIVATE));
        return extensions;
    }
}
