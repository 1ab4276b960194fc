// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.e4.internal;

import org.eclipse.equinox.security.storage.SecurePreferencesFactory;
import org.eclipse.equinox.security.storage.StorageException;

/** The token in Eclipse's secure storage. A class of its own: a host may lack the storage, and has no such token. */
final class StoredToken {
    private StoredToken() {
    }

    static String read() {
        try {
            return SecurePreferencesFactory.getDefault().node(Preferences.ACCOUNT).get("token", "");
        } catch (StorageException e) {
            throw new IllegalStateException("The secure storage does not give the token; enter it again.", e);
        }
    }
}
