// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import org.chatdock.api.store.StoreException;

/** The file is not what was written: trying again does not help, to salvage what is readable does. */
public final class StoreDamagedException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreDamagedException(String message, Throwable cause) {
        super(message, cause);
    }
}
