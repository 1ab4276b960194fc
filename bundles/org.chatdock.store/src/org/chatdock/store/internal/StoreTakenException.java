// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import org.chatdock.api.store.StoreException;

/** Another process or window has the store, and will be done with it some time. */
final class StoreTakenException extends StoreException {
    private static final long serialVersionUID = 1L;

    StoreTakenException(String message) {
        super(message, null);
    }
}
