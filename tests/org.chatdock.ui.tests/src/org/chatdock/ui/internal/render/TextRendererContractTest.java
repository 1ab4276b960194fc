// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import java.util.List;

import org.chatdock.api.message.Message;
import org.chatdock.testkit.Messages;
import org.chatdock.testkit.renderer.MessageRendererContractTest;
import org.chatdock.ui.api.MessageRenderer;

class TextRendererContractTest extends MessageRendererContractTest {
    @Override
    protected MessageRenderer renderer() {
        return new BuiltInRenderers(new PictureLoader()).all().get(0);
    }

    @Override
    protected List<Message> samples() {
        return List.of(Messages.fromCustomer("ann", "1", "one line"),
                Messages.fromCustomer("ann", "2", "see https://example.com/a and more words than fit into a line"));
    }

    @Override
    protected boolean beatsBuiltIns() {
        return false;
    }
}
