// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.e4.internal;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.chatdock.api.store.KeySource;
import org.eclipse.equinox.security.storage.ISecurePreferences;
import org.eclipse.equinox.security.storage.SecurePreferencesFactory;
import org.eclipse.equinox.security.storage.StorageException;
import org.eclipse.equinox.security.storage.provider.IProviderHints;

/**
 * Keeps the store's key in Eclipse's secure storage, whose master password is kept by the operating system, or stands
 * in the file that {@code -eclipse.password} names.
 * <p>
 * It never asks the agent for a master password: the store opens on whatever thread wants it first, and the UI thread
 * may wait for that one, so a dialog could not be answered. Where nothing gives the password without asking, such as
 * Linux without a keyring, it says so and what to do.
 */
final class SecureStorageKeySource implements KeySource {
    private static final String NODE = "org.chatdock.store";

    @Override
    public Optional<byte[]> load(String name) {
        ISecurePreferences node = node();
        // Whether there is a value can be told without the password, and so without the keyring.
        if (!hasKey(node, name)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(node.getByteArray(name, null));
        } catch (StorageException e) {
            throw unusable(e);
        }
    }

    private static boolean hasKey(ISecurePreferences node, String name) {
        for (String key : node.keys()) {
            if (key.equals(name)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void save(String name, byte[] key) {
        ISecurePreferences node = node();
        try {
            node.putByteArray(name, key, true);
            node.flush();
        } catch (StorageException | IOException e) {
            node.remove(name);
            throw unusable(e);
        }
    }

    private static ISecurePreferences node() {
        try {
            // One that can be changed: the storage puts the password of the command line there.
            Map<String, Object> hints = new HashMap<>(Map.of(IProviderHints.PROMPT_USER, false));
            ISecurePreferences root = SecurePreferencesFactory.open(null, hints);
            if (root == null) {
                throw unusable(null);
            }
            return root.node(NODE);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The cause's words are the platform's, and in the agent's language. */
    private static IllegalStateException unusable(Exception cause) {
        return new IllegalStateException("The secure storage cannot be used without asking for its password"
                + (cause == null ? "" : " (" + cause.getMessage() + ")")
                + "; unlock the system's keyring, or start with -eclipse.password and a file that holds a password.",
                cause);
    }
}
