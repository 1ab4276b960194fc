// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first half of SHA-256. Nobody, a hostile gateway included, can find two ids of one digest. */
final class Sha256IdDigest implements IdDigest {
    private final MessageDigest unused;

    Sha256IdDigest() {
        try {
            unused = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Digests the chars, not UTF-8: that would make one of two ids that differ in half a surrogate pair. */
    @Override
    public Digest of(String text) {
        ByteBuffer hash = ByteBuffer.wrap(copy().digest(ExactText.units(text)));
        return new Digest(hash.getLong(), hash.getLong());
    }

    /** Quicker than asking the platform for one each time. */
    private MessageDigest copy() {
        try {
            return (MessageDigest) unused.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's SHA-256 can be cloned", e);
        }
    }
}
