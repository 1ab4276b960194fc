// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.sending.QuickReply;
import org.chatdock.api.sending.QuickReplySource;
import org.chatdock.ui.internal.guest.Origin;

/** Quick replies for tests. */
public final class Replies {
    private Replies() {
    }

    public static QuickReply own(String name, String title, String... texts) {
        return new QuickReply(name, title, parts(texts), false);
    }

    static QuickReply shared(String name, String title, String... texts) {
        return new QuickReply(name, title, parts(texts), true);
    }

    private static List<QuickReply.Part> parts(String... texts) {
        return Arrays.stream(texts).map(Replies::part).toList();
    }

    public static QuickReply.Part part(String text) {
        return new QuickReply.Part(MessageType.TEXT, text, Attachment.NONE);
    }

    public static QuickReply.Part picture(String url) {
        return new QuickReply.Part(MessageType.IMAGE, "", new Attachment(url, "", ""));
    }

    static QuickReplySource source(QuickReply... replies) {
        return () -> CompletableFuture.completedStage(List.of(replies));
    }

    static Origin origin(int ranking, long id) {
        return new Origin("guest", ranking, id);
    }

    /** Has the agent's own, of several parts. */
    public static void give(QuickReplyServices services, String name, QuickReply.Part... parts) {
        services.put(source(new QuickReply(name, "", List.of(parts), false)), origin(0, name.hashCode()));
    }
}
