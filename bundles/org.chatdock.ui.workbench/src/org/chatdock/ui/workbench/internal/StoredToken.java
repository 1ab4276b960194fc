// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.workbench.internal;

import java.io.IOException;

import org.eclipse.core.runtime.preferences.DefaultScope;
import org.eclipse.equinox.security.storage.ISecurePreferences;
import org.eclipse.equinox.security.storage.SecurePreferencesFactory;
import org.eclipse.equinox.security.storage.StorageException;
import org.eclipse.jface.preference.IPreferenceStore;

/**
 * The token in Eclipse's secure storage. A preference says that it is there, because asking the storage may open a
 * dialog; it holds the time, so that every new token is seen as a change.
 */
final class StoredToken {
    private static final String ACCOUNT = "org.chatdock.account";
    private static final String STORED = "tokenStored";

    private StoredToken() {
    }

    static boolean isKept(IPreferenceStore account) {
        return !account.getString(STORED).isEmpty();
    }

    /** Returns null, or why the storage failed; the token is then known until the program ends. */
    static String keep(IPreferenceStore account, String token) {
        String failure;
        try {
            failure = Storage.put(token);
        } catch (@SuppressWarnings("unused") NoClassDefFoundError absent) {
            failure = Messages.Page_noStorage;
        }
        if (failure == null) {
            account.setValue(STORED, Long.toString(System.currentTimeMillis()));
        } else {
            keepInMemory(account, token);
        }
        return failure;
    }

    /** A class of its own: a host may lack the storage. */
    private static final class Storage {
        private Storage() {
        }

        static String put(String token) {
            try {
                ISecurePreferences node = SecurePreferencesFactory.getDefault().node(ACCOUNT);
                node.put("token", token, true);
                node.flush();
                return null;
            } catch (StorageException | IOException e) {
                return String.valueOf(e.getLocalizedMessage());
            }
        }
    }

    /** As a default: defaults are never written to disk. */
    private static void keepInMemory(IPreferenceStore account, String token) {
        account.setToDefault(STORED);
        DefaultScope.INSTANCE.getNode(ACCOUNT).put("token", token);
    }
}
