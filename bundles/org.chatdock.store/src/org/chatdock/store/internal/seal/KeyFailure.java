// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import java.nio.file.Path;

import org.chatdock.api.store.StoreException;
import org.chatdock.store.internal.StoreDamagedException;

/** The sentences for what can go wrong with keys. They name the file and what to do, and never hold a key. */
public final class KeyFailure {
    private KeyFailure() {
    }

    /** There is nothing that keeps a key. {@code file}: exists, encrypted. */
    public static StoreException noSource(Path file) {
        return new StoreException("The message store " + file + " is encrypted, and nothing here keeps its key. Start "
                + "the program that provides the KeySource it was made with. The file was not touched.", null);
    }

    /** There is nothing that keeps a key. {@code file}: would be new. */
    public static StoreException noSourceForNew(Path file) {
        return new StoreException("The message store " + file + " cannot be encrypted, because nothing here keeps a "
                + "key: provide a KeySource service, or set encryption to NONE in the configuration "
                + "org.chatdock.store to keep messages unencrypted.", null);
    }

    static StoreException lost(Path file, String name, String storeId) {
        return new StoreException("The key " + name + " of the message store " + file + " is not where keys are kept. "
                + "Restore it there from a backup (the secure storage of the user who made the store). If it is lost "
                + "for good, so are these messages: set abandon to " + storeId + " in the configuration "
                + "org.chatdock.store, then the file is set aside and an empty one begins. The file was not touched.",
                null);
    }

    static StoreException wrong(Path file, String name, String storeId) {
        return new StoreException("The key " + name + " that is kept for the message store " + file + " is not the one "
                + "it was written with. Restore the right one from a backup. If it is lost for good, so are these "
                + "messages: set abandon to " + storeId + " in the configuration org.chatdock.store, then the file is "
                + "set aside and an empty one begins. The file was not touched.", null);
    }

    static StoreException state(Path file) {
        return new StoreDamagedException("What the message store " + file + " says about its keys was damaged or "
                + "changed, so it cannot be read; restore the file from a backup.", null);
    }

    static StoreException source(Path file, RuntimeException cause) {
        return new StoreException("The key of the message store " + file + " cannot be read or saved: "
                + cause.getMessage(), cause);
    }

    static StoreException notKept(Path file, String name) {
        return new StoreException("The new key " + name + " of the message store " + file + " was saved, but is not "
                + "there when it is read again, so nothing was encrypted with it; check where keys are kept.", null);
    }

    static StoreException notNow(Path file) {
        return new StoreException("The key of the message store " + file + " was exchanged already, and not everything "
                + "is encrypted with the new one yet; try again later.", null);
    }
}
