// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How the store writes.
 *
 * @param synchronous what an acknowledged message survives
 * @param encryption what the file is to be like
 * @param abandon the id of the store whose key is lost and whose file is to be set aside; empty: of none
 * @param answerWithin how long a customer may wait for an answer; null: nothing is promised
 * @param searchIndex whether words are indexed; without that a search finds the same, but looks through all messages
 * @param retention how much is kept
 */
public record StoreOptions(Synchronous synchronous, Encryption encryption, String abandon, Duration answerWithin,
        boolean searchIndex, Retention retention) {
    /**
     * The default. FULL, because a message is acknowledged to the gateway after the commit and is then nowhere else: a
     * commit that a power failure takes back would be a lost message. In the clear, because who opens a store without
     * a framework has nothing that keeps keys; as a service it is {@link Encryption#AUTO}.
     */
    public static final StoreOptions DEFAULT = new StoreOptions(Synchronous.FULL, Encryption.NONE, "", null, true,
            Retention.ALL);

    /** What a commit survives. */
    public enum Synchronous {
        /** The end of the process and the end of power: the log is flushed with every commit. */
        FULL,
        /** The end of the process. A power failure may take back the last commits. */
        NORMAL
    }

    /** What the file is like. */
    public enum Encryption {
        /**
         * Encrypted; without something that keeps the key there is no new file. One that is there in the clear is
         * encrypted as soon as there is something that keeps the key.
         */
        AUTO,
        /** In the clear; one that is there stays as it is. */
        NONE
    }

    public StoreOptions {
        Objects.requireNonNull(synchronous, "synchronous");
        Objects.requireNonNull(encryption, "encryption");
        Objects.requireNonNull(abandon, "abandon");
        Objects.requireNonNull(retention, "retention");
    }

    public StoreOptions with(Synchronous other) {
        return new StoreOptions(other, encryption, abandon, answerWithin, searchIndex, retention);
    }

    public StoreOptions with(Encryption other) {
        return new StoreOptions(synchronous, other, abandon, answerWithin, searchIndex, retention);
    }

    public StoreOptions abandoning(String id) {
        return new StoreOptions(synchronous, encryption, id, answerWithin, searchIndex, retention);
    }

    public StoreOptions answeringWithin(Duration time) {
        return new StoreOptions(synchronous, encryption, abandon, time, searchIndex, retention);
    }

    public StoreOptions withoutSearchIndex() {
        return new StoreOptions(synchronous, encryption, abandon, answerWithin, false, retention);
    }

    public StoreOptions keeping(Retention what) {
        return new StoreOptions(synchronous, encryption, abandon, answerWithin, searchIndex, what);
    }

    /** @throws IllegalArgumentException with a sentence for whoever wrote the configuration */
    static StoreOptions of(StoreConfiguration configuration) {
        return new StoreOptions(one(Synchronous.class, "synchronous", configuration.synchronous()),
                one(Encryption.class, "encryption", configuration.encryption()), configuration.abandon().trim(),
                seconds(configuration.answerWithinSeconds()), configuration.searchIndex(),
                Retention.of(configuration.keepDays(), configuration.maxMegabytes()));
    }

    private static Duration seconds(int seconds) {
        if (seconds < 0) {
            throw new IllegalArgumentException("Configuration org.chatdock.store: answerWithinSeconds is " + seconds
                    + "; it must be 0 (nothing is promised) or more.");
        }
        return seconds == 0 ? null : Duration.ofSeconds(seconds);
    }

    private static <E extends Enum<E>> E one(Class<E> type, String key, String wanted) {
        List<E> known = List.of(type.getEnumConstants());
        return known.stream().filter(each -> each.name().equals(wanted.trim().toUpperCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Configuration org.chatdock.store: " + key + " is \""
                        + wanted + "\"; it must be " + known.get(0) + " or " + known.get(1) + "."));
    }
}
