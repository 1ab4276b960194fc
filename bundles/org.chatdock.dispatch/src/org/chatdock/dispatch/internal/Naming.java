// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.chatdock.api.dispatch.MessageHandler;

/** Asks a handler for its name. Whoever registers it may be the UI thread: it is asked on a thread of its own. */
final class Naming {
    private Naming() {
    }

    /**
     * @return what it says, null included
     * @throws ExecutionException what it threw
     * @throws TimeoutException if it does not answer within the limit
     */
    static String ask(MessageHandler handler, long limitMillis) throws ExecutionException, TimeoutException {
        FutureTask<String> question = new FutureTask<>(handler::name);
        Thread thread = new Thread(question, "chatdock-dispatch-naming");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        try {
            while (true) {
                try {
                    return question.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            question.cancel(true);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
