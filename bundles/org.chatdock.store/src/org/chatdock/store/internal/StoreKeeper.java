// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoreHealth;
import org.chatdock.api.store.StoreStatus;
import org.chatdock.api.store.StoreStatus.State;
import org.osgi.service.log.Logger;

/**
 * Opens the store, offers it, and tells how it is. If it cannot be opened, or is found to be damaged, it is opened
 * again. Needs no framework. Any thread.
 */
final class StoreKeeper implements StoreHealth {
    /** How often it looks whether the other process has ended. */
    static final long TAKEN_MILLIS = 5000;
    /** The first pause after another failure; each is twice as long as the one before, up to the last. */
    static final long FIRST_PAUSE_MILLIS = 5000;
    static final long LAST_PAUSE_MILLIS = 300_000;

    /** A file that breaks again and again is on a broken disk: it is not salvaged again without an end. */
    private static final int SALVAGES = 3;
    private static final long STORE_CLOSE_MILLIS = 5000;
    private static final long TELLER_CLOSE_MILLIS = 500;

    /** Offers a store that is open. */
    interface Offer {
        /** @return takes the offer back */
        Runnable of(OpenStore store);
    }

    private final StoreOpener opener;
    private final Offer offer;
    private final Agenda agenda;
    private final HealthTeller teller;
    private final Logger logger;

    private final Object lock = new Object();
    /** Guarded by {@link #lock}. */
    private boolean closing;
    /** Of the store that is open, or being opened. Guarded by {@link #lock}. */
    private Watch watch;
    /** Guarded by {@link #lock}; null: nothing is offered. */
    private Runnable withdraw;
    /** Guarded by {@link #lock}; null: none. */
    private OpenStore store;

    // The agenda's thread only:
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    /** So that of several times when it is to be tried again only the last one counts. */
    private long tries;
    private boolean damaged;
    private int salvages;
    private String logged = "";

    StoreKeeper(StoreOpener opener, Offer offer, Agenda agenda, HealthTeller teller, Logger logger) {
        this.opener = opener;
        this.offer = offer;
        this.agenda = agenda;
        this.teller = teller;
        this.logger = logger;
    }

    /** What is told before anything is known. */
    static StoreStatus beginning() {
        return new StoreStatus(State.OPENING, false, "", "", List.of());
    }

    /** Tries to open it now, if it is not open: at the beginning, and when something it needs may be there. */
    void open() {
        agenda.execute(() -> {
            pauseMillis = FIRST_PAUSE_MILLIS;
            attempt();
        });
    }

    private void attempt() {
        Watch begun = new Watch();
        synchronized (lock) {
            if (closing || store != null) {
                return;
            }
            watch = begun;
        }
        tries++;
        try {
            opened(opener.open(begun, damaged), begun);
        } catch (StoreException | IllegalArgumentException e) {
            failed(e.getMessage(), e);
        } catch (RuntimeException | LinkageError e) {
            failed("The message store cannot be opened (" + e.getClass().getName() + "); the log says more.", e);
        }
    }

    private void opened(OpenStore opened, Watch by) {
        synchronized (lock) {
            if (!closing) {
                store = opened;
            }
        }
        if (isClosing()) {
            opened.close();
            return;
        }
        damaged = false;
        pauseMillis = FIRST_PAUSE_MILLIS;
        if (!logged.isEmpty()) {
            logged = "";
            logger.info("The message store is open.");
        }
        Runnable back = offer.of(opened);
        synchronized (lock) {
            if (!closing) {
                withdraw = back;
                back = null;
            }
        }
        if (back != null) {
            back.run();
        }
        tell(by);
    }

    private void failed(String problem, Throwable failure) {
        if (isClosing()) {
            logger.debug("The message store was not opened any more: {}", problem);
            return;
        }
        if (!problem.equals(logged)) {
            logged = problem;
            logger.error("The message store cannot be opened: {}", problem, failure);
        }
        tell(State.UNAVAILABLE, problem);
        if (failure instanceof StoreDamagedException) {
            // What was salvaged is damaged, too: to do that again and again would only fill the disk.
            return;
        }
        long pause = TAKEN_MILLIS;
        if (!(failure instanceof StoreTakenException)) {
            pause = pauseMillis;
            pauseMillis = Math.min(2 * pauseMillis, LAST_PAUSE_MILLIS);
        }
        long now = tries;
        agenda.later(() -> {
            if (now == tries) {
                attempt();
            }
        }, pause);
    }

    private void tell(State state, String problem) {
        teller.tell(new StoreStatus(state, false, opener.place(), problem, List.of()));
    }

    /** Tells how the store that is open fares. */
    private void tell(Watch of) {
        synchronized (lock) {
            if (watch == of && store != null) {
                StoreException failure = of.failure;
                teller.tell(new StoreStatus(failure == null ? State.READY : State.NOT_WRITABLE, store.isEncrypted(),
                        opener.place(), failure == null ? "" : failure.getMessage(), store.notices()));
            }
        }
    }

    /** How one opened store fares; what comes from one that is closed by now counts no more. */
    private final class Watch implements StoreWatcher {
        /** Guarded by {@link #lock}. */
        private StoreException failure;
        /** Guarded by {@link #lock}. */
        private boolean isDamaged;

        @Override
        public void writing(StoreException newFailure) {
            synchronized (lock) {
                failure = newFailure;
                tell(this);
            }
        }

        @Override
        public void damaged(StoreException damage) {
            synchronized (lock) {
                if (isDamaged) {
                    return;
                }
                isDamaged = true;
            }
            agenda.execute(() -> reopen(this, damage));
        }
    }

    private void reopen(Watch of, StoreException damage) {
        synchronized (lock) {
            if (watch != of || store == null) {
                return;
            }
        }
        if (salvages == SALVAGES) {
            logger.error("The message store is damaged again; its disk may be broken: {}", damage.getMessage(), damage);
            return;
        }
        salvages++;
        logger.warn("The message store is damaged and is being closed, to salvage what is readable: {}",
                damage.getMessage(), damage);
        tell(State.UNAVAILABLE, damage.getMessage());
        closeStore();
        damaged = true;
        attempt();
    }

    private void closeStore() {
        take(() -> {
            Runnable taken = withdraw;
            withdraw = null;
            return taken;
        }, Runnable::run);
        take(() -> {
            OpenStore taken = store;
            store = null;
            return taken;
        }, OpenStore::close);
    }

    /** What is there is used once, whoever comes first. */
    private <T> void take(Supplier<T> field, Consumer<T> use) {
        T taken;
        synchronized (lock) {
            taken = field.get();
        }
        if (taken != null) {
            use.accept(taken);
        }
    }

    private boolean isClosing() {
        synchronized (lock) {
            return closing;
        }
    }

    @Override
    public StoreStatus status() {
        return teller.status();
    }

    @Override
    public void noticesSeen() {
        synchronized (lock) {
            if (store != null) {
                store.noticesSeen();
                tell(watch);
            }
        }
    }

    /** Takes the offer back, closes the store, and ends, within seconds; what is just being opened is closed then. */
    void close() {
        synchronized (lock) {
            closing = true;
        }
        closeStore();
        agenda.close(STORE_CLOSE_MILLIS);
        teller.close(TELLER_CLOSE_MILLIS);
    }
}
