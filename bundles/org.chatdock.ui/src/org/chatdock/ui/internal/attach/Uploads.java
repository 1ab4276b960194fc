// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.attach;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.AttachmentUpload;
import org.chatdock.ui.internal.model.Capability;
import org.chatdock.ui.internal.model.Draft;
import org.chatdock.ui.internal.model.DraftBook;
import org.chatdock.ui.internal.model.DraftItem;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.ImageData;

/**
 * The files that the agent has added, each with its conversation, whatever is shown meanwhile. Belongs to the UI
 * thread.
 */
public final class Uploads {
    /** With one message; more is a mistake in a dialog. */
    public static final int MOST = 10;

    /** What is known of an item beside what is sent. */
    private static final class Known {
        private Source source;
        private UploadJob job;
        private ImageData thumbnail;
    }

    private final Capability<AttachmentUpload> service;
    private final DraftBook drafts;
    private final Executor ui;
    private final Runnable shown;
    private final Consumer<ConversationId> changed;
    /** Of items that are in a draft still; no value holds its key but while it is uploading. */
    private final Map<DraftItem, Known> items = new WeakHashMap<>();
    /** Those that run. Any thread. */
    private final Set<UploadJob> running = ConcurrentHashMap.newKeySet();

    /**
     * @param shown something has got further
     * @param changed a draft of this conversation is another one
     */
    public Uploads(Capability<AttachmentUpload> service, DraftBook drafts, Executor ui, Runnable shown,
            Consumer<ConversationId> changed) {
        this.service = service;
        this.drafts = drafts;
        this.ui = ui;
        this.shown = shown;
        this.changed = changed;
    }

    /** Whether there is something to upload with. Any thread. */
    public boolean available() {
        return service.isThere();
    }

    /** Adds files to a conversation's draft and begins to upload them. What is too many is left out, with words. */
    public void add(ConversationId to, List<Source> sources) {
        Draft draft = drafts.draft(to);
        if (sources.isEmpty() || !available()) {
            return;
        }
        if (!draft.sending()) {
            draft.setProblem("");
        }
        for (Source source : sources) {
            if (draft.items().size() >= MOST) {
                draft.setProblem(NLS.bind(Messages.Attach_many, Integer.valueOf(MOST)));
                break;
            }
            DraftItem item = DraftItem.uploading(source.name());
            Known known = new Known();
            known.source = source;
            items.put(item, known);
            draft.add(item);
            start(to, item, known);
        }
        changed.accept(to);
    }

    /** Tries again what has failed. */
    public void retry(ConversationId to, DraftItem item) {
        Known known = items.get(item);
        if (known != null && item.state() == DraftItem.State.FAILED && item.canRetry()) {
            item.again();
            start(to, item, known);
            settled(to);
        }
    }

    /** Takes an item out of the draft; an upload that is under way ends. */
    public void remove(ConversationId to, DraftItem item) {
        Known known = items.remove(item);
        drafts.draft(to).remove(item);
        if (known != null && known.job != null) {
            known.job.cancel();
        }
        settled(to);
    }

    /** Null if there is none. */
    public ImageData thumbnail(DraftItem item) {
        Known known = items.get(item);
        return known == null ? null : known.thumbnail;
    }

    /** Ends what is under way. Any thread. */
    public void close() {
        List.copyOf(running).forEach(UploadJob::cancel);
    }

    private void start(ConversationId to, DraftItem item, Known known) {
        UploadJob[] job = new UploadJob[1];
        job[0] = new UploadJob(known.source, service, new UploadJob.Watcher() {
            @Override
            public void known(boolean picture, long bytes, ImageData thumbnail) {
                apply(() -> {
                    item.known(picture, bytes);
                    known.thumbnail = thumbnail;
                    shown.run();
                });
            }

            @Override
            public void progress(long bytes) {
                apply(() -> {
                    item.progress(bytes);
                    shown.run();
                });
            }

            @Override
            public void ready(Attachment where) {
                last(() -> item.ready(where));
            }

            @Override
            public void failed(String words, boolean retry) {
                last(() -> item.failed(words, retry));
            }

            @Override
            public void cancelled() {
                last(() -> drafts.draft(to).remove(item));
            }

            private void last(Runnable change) {
                running.remove(job[0]);
                apply(() -> {
                    known.job = null;
                    change.run();
                    settled(to);
                });
            }

            /** What the agent has taken out meanwhile is of no interest. */
            private void apply(Runnable change) {
                ui.execute(() -> {
                    if (drafts.draft(to).items().contains(item)) {
                        change.run();
                    }
                });
            }
        });
        known.job = job[0];
        running.add(job[0]);
        job[0].schedule();
    }

    /** What kept the draft from being sent may be over. */
    private void settled(ConversationId to) {
        Draft draft = drafts.draft(to);
        if (!draft.sending() && !draft.warned()) {
            draft.setProblem("");
        }
        changed.accept(to);
    }
}
