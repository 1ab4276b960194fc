// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.api;

import org.eclipse.swt.widgets.Shell;
import org.osgi.annotation.versioning.ProviderType;

/** What an action may use while it runs, and afterwards as long as the view is there. */
@ProviderType
public interface ActionContext extends UiContext {
    /** The window that the transcript is in: the parent for dialogs. UI thread. */
    Shell shell();
}
