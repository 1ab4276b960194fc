// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import java.util.List;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageType;
import org.chatdock.testkit.Messages;
import org.chatdock.testkit.renderer.MessageRendererContractTest;
import org.chatdock.ui.api.MessageRenderer;

class CardRendererContractTest extends MessageRendererContractTest {
    @Override
    protected MessageRenderer renderer() {
        return new BuiltInRenderers(new PictureLoader()).all().get(2);
    }

    @Override
    protected List<Message> samples() {
        return List.of(file("1", "https://example.com/offer.pdf"), file("2", "https://example.com/a&b.zip"));
    }

    @Override
    protected boolean beatsBuiltIns() {
        return false;
    }

    private static Message file(String id, String address) {
        return Messages.builder("ann", id).type(MessageType.FILE).attachment(new Attachment("", address, "")).build();
    }
}
