// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps the key that what is stored is encrypted with, in a place of its own. An optional service of the host. If there
 * are several, a new key is saved in the one that ranks highest, and an old one is looked for in all, the highest
 * first; so a host can bring its own later. A key is never removed: an older copy of the store may need it.
 * <p>
 * Called when the store opens, on a thread of the store, and when its key is exchanged, by whichever thread asks for
 * that; by one at a time. Whoever waits for the store may be the UI thread, so a source must not open a dialog. It may
 * take its time. What it throws keeps the store from opening; the message is logged and shown, and must not hold a key.
 * The store is tried again when a source comes, goes, or changes its service properties; what is open stays open.
 */
@ConsumerType
public interface KeySource {
    /**
     * A key that was saved.
     *
     * @param name which one: letters, digits, dots and hyphens; not secret
     * @return empty if none was saved by that name; throw if that cannot be told now, because a key that is missing
     *         counts as lost. The caller owns the array, and wipes it
     */
    Optional<byte[]> load(String name);

    /**
     * Saves a key for good before it returns, in place of one of that name.
     *
     * @param key 32 bytes; copy what is kept, the caller wipes the array
     */
    void save(String name, byte[] key);
}
