// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.ByteBuffer;

import org.chatdock.store.internal.seal.KeyedHash;

/**
 * The first half of a keyed hash: without the key nobody can even try whether a message of a known id is here.
 */
final class KeyedIdDigest implements IdDigest {
    private final KeyedHash hash;

    KeyedIdDigest(KeyedHash hash) {
        this.hash = hash;
    }

    @Override
    public Digest of(String id) {
        ByteBuffer bytes = ByteBuffer.wrap(hash.of(ExactText.units(id)));
        return new Digest(bytes.getLong(), bytes.getLong());
    }
}
