// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/** A kind of store that can be opened. One thread at a time. */
interface StoreOpener {
    /** Where the store is, for people; empty until that is known. Any thread. */
    String place();

    /**
     * Opens the store; takes as long as it takes.
     *
     * @param watcher is told how it fares from then on, maybe before this returns
     * @param damaged the last one that was open was found to be damaged: what is readable is to be salvaged
     * @throws org.chatdock.api.store.StoreException if that is not possible now; its message says what to do
     * @throws IllegalArgumentException if the configuration is wrong; its message says what to do
     */
    OpenStore open(StoreWatcher watcher, boolean damaged);
}
