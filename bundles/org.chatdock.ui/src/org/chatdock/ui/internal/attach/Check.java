// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.attach;

import java.util.TreeSet;

import org.chatdock.api.sending.UploadLimits;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.osgi.util.NLS;

/** Says before an upload why the gateway would not take a file, and what the agent can do. */
final class Check {
    private Check() {
    }

    static boolean isPicture(String name, UploadLimits limits) {
        return limits.pictureTypes().contains(FileTypes.of(name));
    }

    /** Null if it takes it. */
    static String refusal(String name, long bytes, UploadLimits limits) {
        boolean picture = isPicture(name, limits);
        long most = picture ? limits.pictureBytes() : limits.fileBytes();
        if (!picture && !limits.extensions().isEmpty() && !limits.extensions().contains(FileTypes.extension(name))) {
            return NLS.bind(Messages.Attach_type, name,
                    String.join(Messages.List_separator, new TreeSet<>(limits.extensions())));
        }
        if (bytes == 0) {
            return NLS.bind(Messages.Attach_empty, name);
        }
        return bytes <= most ? null
                : NLS.bind(Messages.Attach_large, new Object[] { name, SizeWords.of(bytes), SizeWords.of(most) });
    }
}
