// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;

import org.chatdock.api.message.Attachment;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Brings pictures and files to where the gateway finds them. An optional service; without one there are no attachments
 * to choose. The highest ranking wins.
 */
@ConsumerType
public interface AttachmentUpload {
    /** What it takes. From memory; any thread. */
    UploadLimits limits();

    /**
     * Begins. Returns at once; any thread.
     *
     * @param file read on a thread of the upload's, once for each try
     * @param progress is told how many of the file's bytes have left, rising, on a thread of the upload's; cheap
     */
    Upload start(UploadFile file, LongConsumer progress);

    /** One that is under way. */
    interface Upload {
        /**
         * @return completes with where it is, for a message; fails with {@link ServiceException}, or with
         *         {@link java.util.concurrent.CancellationException} after {@link #cancel}
         */
        CompletionStage<Attachment> result();

        /** Ends it; too late it does nothing. Any thread. */
        void cancel();
    }
}
