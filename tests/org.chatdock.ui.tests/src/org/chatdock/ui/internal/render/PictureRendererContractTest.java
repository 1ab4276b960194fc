// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import java.util.List;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageType;
import org.chatdock.testkit.Messages;
import org.chatdock.testkit.renderer.MessageRendererContractTest;
import org.chatdock.ui.api.MessageRenderer;

class PictureRendererContractTest extends MessageRendererContractTest {
    @Override
    protected MessageRenderer renderer() {
        return new BuiltInRenderers(new PictureLoader()).all().get(1);
    }

    @Override
    protected List<Message> samples() {
        return List.of(Messages.builder("ann", "1").type(MessageType.IMAGE).build());
    }

    @Override
    protected boolean beatsBuiltIns() {
        return false;
    }

    /** A place-holder for a picture, as high as it is. */
    @Override
    protected boolean showsText() {
        return false;
    }
}
