// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/**
 * How messages and ids become bytes. All of a file is in the same formats.
 *
 * @param bodies what is kept of a message
 * @param ids what stands for its id
 */
record Formats(BodyCodec bodies, IdDigest ids) {
    static Formats plain() {
        return new Formats(new PlainBodyCodec(), new Sha256IdDigest());
    }
}
