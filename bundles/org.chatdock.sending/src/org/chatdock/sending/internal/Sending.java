// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.Message;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;

/** One message on its way, and what would be true of it if the way ended here. Any thread. */
final class Sending {
    private final Outgoing message;
    private final String content;
    private final CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
    /** Any thread; goes from refused to unknown to sent. */
    private volatile SendOutcome ifStopped = new SendOutcome.Refused(Reason.UNREACHABLE, "");

    /** {@code content}: trimmed. */
    Sending(Outgoing message, String content) {
        this.message = message;
        this.content = content;
    }

    Outgoing message() {
        return message;
    }

    String content() {
        return content;
    }

    /** How much memory it takes, roughly, in chars. */
    int weight() {
        return content.length();
    }

    /** From now on the gateway may have it. */
    void leaves() {
        ifStopped = new SendOutcome.Unknown();
    }

    /** The gateway has it. */
    void accepted(Message accepted) {
        ifStopped = new SendOutcome.Sent(accepted);
    }

    /** Ends here, as whatever is true now. */
    boolean stop() {
        return end(ifStopped);
    }

    /** @return whether this was the end; a second one does not count */
    boolean end(SendOutcome end) {
        return outcome.complete(end);
    }

    /** Nobody else can complete it. */
    CompletionStage<SendOutcome> outcome() {
        return outcome.minimalCompletionStage();
    }
}
