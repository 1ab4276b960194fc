// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.api;

import java.util.concurrent.Executor;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a body may use. Colours and font fit the theme and are owned by the transcript: do not dispose them. When theme
 * or font change, bodies are disposed and created anew, so nobody needs to listen.
 */
@ProviderType
public interface RenderContext {
    /** The colour behind the body. */
    Color background();

    /** For text. */
    Color foreground();

    /** For text that matters less; legible on the background. */
    Color secondary();

    /** For links. */
    Color link();

    Font font();

    /** For slow work, such as fetching. What runs here is not on the UI thread; a few threads are shared by all. */
    Executor workers();

    /** Back to the UI thread. Dropped without a word if the transcript is gone by then. Any thread. */
    void onUi(Runnable task);

    /** To be told when a bound body's preferred size has changed by itself, say because a picture has arrived. */
    void sizeChanged();

    /** Opens an address outside. Only {@code http} and {@code https} are opened; anything else does nothing. */
    void open(String address);
}
