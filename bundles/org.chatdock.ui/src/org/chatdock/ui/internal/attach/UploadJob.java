// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.attach;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.sending.AttachmentUpload;
import org.chatdock.api.sending.AttachmentUpload.Upload;
import org.chatdock.api.sending.ServiceException;
import org.chatdock.api.sending.UploadFile;
import org.chatdock.api.sending.UploadLimits;
import org.chatdock.ui.internal.model.Capability;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.ImageData;

/**
 * Brings one file to the gateway. The host shows it as a job, and can cancel it. It never ends with an error of its
 * own, for which the host would open a dialog: the agent is told in the composer.
 */
final class UploadJob extends Job {
    /** In pixels: enough for a display of 200 %. */
    static final int THUMBNAIL = 72;
    private static final int WORK = 100;

    /** Is told what becomes of it. Any thread. */
    interface Watcher {
        /** @param thumbnail null if there is none */
        void known(boolean picture, long bytes, ImageData thumbnail);

        void progress(long bytes);

        /** Last of all, if it is there. */
        void ready(Attachment where);

        /** Last of all, if it is not there. */
        void failed(String words, boolean retry);

        /** Last of all, if somebody has cancelled it. */
        void cancelled();
    }

    private final Source source;
    private final Capability<AttachmentUpload> service;
    private final Watcher watcher;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger percent = new AtomicInteger();
    /** Null before it has begun. Guarded by this. */
    private Upload upload;
    /** Guarded by this. */
    private boolean cancelled;

    UploadJob(Source source, Capability<AttachmentUpload> service, Watcher watcher) {
        super(NLS.bind(Messages.Attach_job, source.name()));
        this.source = source;
        this.service = service;
        this.watcher = watcher;
        addJobChangeListener(new JobChangeAdapter() {
            @Override
            public void done(IJobChangeEvent event) {
                // One that was cancelled before it ran has no other end.
                if (event.getResult().getSeverity() == IStatus.CANCEL && ended.compareAndSet(false, true)) {
                    watcher.cancelled();
                }
            }
        });
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        monitor.beginTask(getName(), WORK);
        UploadLimits limits = service.ask(AttachmentUpload::limits, null);
        if (limits == null) {
            return fail(failed(null), true);
        }
        UploadFile file;
        try {
            if (source.isFolder()) {
                return fail(NLS.bind(Messages.Attach_folder, source.name()), false);
            }
            long bytes = source.bytes();
            boolean picture = Check.isPicture(source.name(), limits);
            watcher.known(picture, bytes, null);
            String refusal = Check.refusal(source.name(), bytes, limits);
            if (refusal != null) {
                return fail(refusal, false);
            }
            file = new UploadFile(source.name(), FileTypes.of(source.name()), picture, bytes, source::open);
        } catch (@SuppressWarnings("unused") IOException | SecurityException e) {
            return fail(NLS.bind(Messages.Attach_unreadable, source.name()), true);
        }
        Upload begun = service.ask(each -> each.start(file, bytes -> progress(monitor, bytes, file.bytes())), null);
        if (begun == null) {
            return fail(failed(null), true);
        }
        boolean late;
        synchronized (this) {
            upload = begun;
            late = cancelled;
        }
        if (late) {
            cancel(begun);
            return Status.CANCEL_STATUS;
        }
        if (file.picture()) {
            watcher.known(true, file.bytes(), Thumbnails.of(source, THUMBNAIL));
        }
        begun.result().whenComplete((where, failure) -> {
            end(where, failure);
            done(isCancel(failure) ? Status.CANCEL_STATUS : Status.OK_STATUS);
        });
        return ASYNC_FINISH;
    }

    /** The host's button comes here, too. */
    @Override
    protected void canceling() {
        Upload now;
        synchronized (this) {
            cancelled = true;
            now = upload;
        }
        if (now != null) {
            cancel(now);
            // Not every upload answers to that.
            done(Status.CANCEL_STATUS);
        }
    }

    private static void cancel(Upload upload) {
        try {
            upload.cancel();
        } catch (@SuppressWarnings("unused") RuntimeException | LinkageError e) {
            // It is of no interest any more.
        }
    }

    private void progress(IProgressMonitor monitor, long bytes, long all) {
        int now = (int) Math.min(WORK, WORK * bytes / Math.max(1, all));
        int before = percent.getAndAccumulate(now, Math::max);
        if (now > before && !ended.get()) {
            monitor.worked(now - before);
            watcher.progress(bytes);
        }
    }

    private void end(Attachment where, Throwable failure) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        if (isCancel(failure)) {
            watcher.cancelled();
        } else if (failure != null || where == null || where.isEmpty()) {
            watcher.failed(failed(failure), true);
        } else {
            watcher.ready(where);
        }
    }

    private IStatus fail(String words, boolean retry) {
        if (ended.compareAndSet(false, true)) {
            watcher.failed(words, retry);
        }
        return Status.OK_STATUS;
    }

    private String failed(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof ServiceException service && !service.serviceText().isBlank()
                ? NLS.bind(Messages.Attach_failedBecause, source.name(), service.serviceText())
                : NLS.bind(Messages.Attach_failed, source.name());
    }

    private static boolean isCancel(Throwable failure) {
        return cause(failure) instanceof CancellationException;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
