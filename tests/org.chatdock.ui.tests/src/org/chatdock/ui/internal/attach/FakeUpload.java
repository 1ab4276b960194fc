// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.attach;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.sending.AttachmentUpload;
import org.chatdock.api.sending.UploadFile;
import org.chatdock.api.sending.UploadLimits;

/** An upload that gets on when it is told to, and does not mind being cancelled. Any thread. */
public final class FakeUpload implements AttachmentUpload {
    private final List<Begun> begun = new CopyOnWriteArrayList<>();

    /** One that is under way. */
    public static final class Begun implements Upload {
        private final UploadFile file;
        private final LongConsumer progress;
        private final CompletableFuture<Attachment> result = new CompletableFuture<>();
        private volatile boolean cancelled;

        private Begun(UploadFile file, LongConsumer progress) {
            this.file = file;
            this.progress = progress;
        }

        public UploadFile file() {
            return file;
        }

        public void progress(long bytes) {
            progress.accept(bytes);
        }

        public void done(Attachment where) {
            result.complete(where);
        }

        public void fail(Throwable failure) {
            result.completeExceptionally(failure);
        }

        public boolean cancelled() {
            return cancelled;
        }

        @Override
        public CompletionStage<Attachment> result() {
            return result;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    public List<Begun> begun() {
        return List.copyOf(begun);
    }

    @Override
    public UploadLimits limits() {
        return new UploadLimits(100_000, 2048, Set.of("image/png", "image/jpeg"), Set.of("pdf", "exe"));
    }

    @Override
    public Upload start(UploadFile file, LongConsumer progress) {
        Begun now = new Begun(file, progress);
        begun.add(now);
        return now;
    }
}
