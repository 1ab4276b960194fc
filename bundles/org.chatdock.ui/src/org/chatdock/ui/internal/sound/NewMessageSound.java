// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.sound;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.osgi.service.log.Logger;

/**
 * The sound of a customer's message. A burst of messages is one sound: what comes while one is due or playing adds
 * nothing. Everything slow is done on a thread of its own, and a machine without sound is only silent.
 */
public final class NewMessageSound implements AutoCloseable {
    /** Plays once, and returns when it has been heard. */
    interface Player {
        void play() throws Exception;
    }

    private static final String THREAD = "chatdock-sound";

    private final Logger log;
    private final Supplier<Player> player;
    private final AtomicBoolean due = new AtomicBoolean();
    /** Guarded by this. */
    private Thread thread;
    private boolean closed;
    private boolean complained;

    public NewMessageSound(Logger log) {
        // Named as late as this: without the optional package the class does not load.
        this(log, ClipPlayer::new);
    }

    NewMessageSound(Logger log, Supplier<Player> player) {
        this.log = log;
        this.player = player;
    }

    /** Plays the sound soon, unless it is due or playing. Any thread; does not wait. */
    public void play() {
        if (due.compareAndSet(false, true)) {
            wake();
        }
    }

    /** Ends the thread, also in the middle of the sound. */
    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    private synchronized void wake() {
        if (closed) {
            return;
        }
        if (thread == null) {
            thread = new Thread(this::run, THREAD);
            thread.setDaemon(true);
            thread.start();
        }
        notifyAll();
    }

    private void run() {
        try {
            while (awaitDue()) {
                try {
                    player.get().play();
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception | LinkageError e) {
                    complain(e);
                } finally {
                    // Only now: what came while it played is part of the same burst.
                    due.set(false);
                }
            }
        } catch (@SuppressWarnings("unused") InterruptedException closing) {
            // Nobody wants to hear it any more.
        }
    }

    /** Returns whether there is something to play; false once closed. */
    private synchronized boolean awaitDue() throws InterruptedException {
        while (!due.get() && !closed) {
            wait();
        }
        return !closed;
    }

    private synchronized void complain(Throwable failure) {
        if (!complained) {
            complained = true;
            log.info("The sound of new messages cannot be played on this machine: {}", failure.toString());
        }
    }
}
