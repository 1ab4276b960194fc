// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.SecretKey;

/**
 * A key that is used from one opening of the store to its closing at most, and the numbers that are given out under it.
 *
 * @param keyNumber the key it was derived from
 * @param salt by which it was derived
 */
record Series(int keyNumber, byte[] salt, SecretKey key, AtomicInteger numbers) {
    /** @return 0, 1, 2 …; negative: used up, another series is needed */
    int next() {
        // What is used up stays so, however many threads ask.
        return numbers.getAndUpdate(number -> number < 0 ? number : number + 1);
    }
}
