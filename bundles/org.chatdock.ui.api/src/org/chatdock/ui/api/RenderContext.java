// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.api;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a body may use, be it in a bubble or in a panel. Colours and font fit the theme and are owned by the view: do
 * not dispose them. When theme or font change, bodies are disposed and created anew, so nobody needs to listen.
 */
@ProviderType
public interface RenderContext extends UiContext {
    /** The colour behind the body. */
    Color background();

    /** For text. */
    Color foreground();

    /** For text that matters less; legible on the background. */
    Color secondary();

    /** For links. */
    Color link();

    Font font();

    /** To be told when a bound body's preferred size has changed by itself, say because a picture has arrived. */
    void sizeChanged();
}
