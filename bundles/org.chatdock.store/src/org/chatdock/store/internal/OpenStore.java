// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.List;

/** A store that is open. Any thread. */
interface OpenStore {
    /** The objects that are the services it offers, each as many as {@link StoreServices} knows. */
    List<Object> services();

    /** Whether what it writes is encrypted. */
    boolean isEncrypted();

    /** What the agent should know of this opening, and of those before if it was not seen yet. */
    List<String> notices();

    /** The notices are not told again, also not by the next opening. Returns at once. */
    void noticesSeen();

    /** Ends it within seconds. Nobody gets its services any more. */
    void close();
}
