// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.memory;

import org.osgi.service.log.Logger;

/** Makes known that somebody who was called has failed. */
interface Blame {
    /** {@code who}: in words, at the beginning of a sentence. */
    void failed(String who, Object called, Throwable failure);

    static Blame log(Logger logger) {
        return (who, called, failure) -> logger.error("{} failed: {}", who, called.getClass().getName(), failure);
    }

    /** As if the thread had failed, so that whoever runs tests sees it. */
    static Blame thread() {
        return (who, called, failure) -> {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        };
    }
}
