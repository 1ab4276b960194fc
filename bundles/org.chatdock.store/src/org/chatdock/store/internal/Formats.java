// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import org.chatdock.store.internal.search.TokenCode;

/**
 * How messages and ids become bytes, and what the search index holds instead of text. All of a file is in the same
 * formats.
 *
 * @param bodies what is kept of a message
 * @param ids what stands for its id
 * @param tokens what stands in the search index for a piece of its text
 */
record Formats(BodyCodec bodies, IdDigest ids, TokenCode tokens) {
    static Formats plain() {
        return new Formats(new PlainBodyCodec(), new Sha256IdDigest(), TokenCode.PLAIN);
    }
}
