// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.AttachmentUpload;
import org.chatdock.api.sending.ConversationTransfer;
import org.chatdock.api.sending.Listening;
import org.chatdock.api.sending.MessageRecall;
import org.chatdock.api.sending.ReadReceipts;
import org.chatdock.api.sending.TypingSignals;
import org.osgi.service.log.Logger;

/** What a gateway may offer beyond messages. What is not there is not shown. Any thread. */
public final class Capabilities {
    private final Capability<TypingSignals> typingSignals;
    private final Capability<ReadReceipts> receipts;
    private final Capability<MessageRecall> recall;
    private final Capability<ConversationTransfer> transfer;
    private final Capability<AttachmentUpload> upload;
    private final Typing typing;
    private final Consumer<ConversationId> changed;

    // Guarded by this: null while there is no service, or it fails.
    private Listening hearsTyping;
    private Listening hearsReading;

    /** @param changed is told, on any thread, that somebody types or has read; null: it may be anybody */
    public Capabilities(Clock clock, Consumer<ConversationId> changed, Logger log) {
        this.changed = changed;
        typingSignals = new Capability<>(TypingSignals.class, log);
        receipts = new Capability<>(ReadReceipts.class, log);
        recall = new Capability<>(MessageRecall.class, log);
        transfer = new Capability<>(ConversationTransfer.class, log);
        upload = new Capability<>(AttachmentUpload.class, log);
        typing = new Typing(typingSignals, clock);
    }

    public Typing typing() {
        return typing;
    }

    public Capability<ReadReceipts> receipts() {
        return receipts;
    }

    public Capability<MessageRecall> recall() {
        return recall;
    }

    public Capability<ConversationTransfer> transfer() {
        return transfer;
    }

    public Capability<AttachmentUpload> upload() {
        return upload;
    }

    public void setUpload(AttachmentUpload service) {
        upload.set(service);
        changed.accept(null);
    }

    public void unsetUpload(AttachmentUpload gone) {
        if (upload.unset(gone)) {
            changed.accept(null);
        }
    }

    public void setTyping(TypingSignals service) {
        typingSignals.set(service);
        hearTyping(listen(typingSignals, signals -> signals.listen(who -> {
            typing.heard(who);
            changed.accept(who);
        })));
    }

    public void unsetTyping(TypingSignals gone) {
        if (typingSignals.unset(gone)) {
            hearTyping(null);
            typing.forget();
            changed.accept(null);
        }
    }

    public void setReceipts(ReadReceipts service) {
        receipts.set(service);
        hearReading(listen(receipts, each -> each.listen(changed)));
        changed.accept(null);
    }

    public void unsetReceipts(ReadReceipts gone) {
        if (receipts.unset(gone)) {
            hearReading(null);
            changed.accept(null);
        }
    }

    /** Nobody is listened to any more. */
    public void close() {
        hearTyping(null);
        hearReading(null);
    }

    private static <S> Listening listen(Capability<S> service, Function<S, Listening> how) {
        return service.ask(how, null);
    }

    private void hearTyping(Listening now) {
        Listening before;
        synchronized (this) {
            before = hearsTyping;
            hearsTyping = now;
        }
        end(before);
    }

    private void hearReading(Listening now) {
        Listening before;
        synchronized (this) {
            before = hearsReading;
            hearsReading = now;
        }
        end(before);
    }

    private static void end(Listening before) {
        if (before != null) {
            before.close();
        }
    }
}
