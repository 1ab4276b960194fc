// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import org.chatdock.store.internal.seal.StoreKeys;
import org.chatdock.store.internal.search.TokenCode;

/**
 * How messages and ids become bytes, and what the search index holds instead of text. All of a file is in the same
 * formats.
 *
 * @param bodies what is kept of a message
 * @param ids what stands for its id
 * @param names what stands for a conversation's id
 * @param rows what is kept of a row that is one BLOB
 * @param tokens what stands in the search index for a piece of its text
 */
record Formats(BodyCodec bodies, IdDigest ids, ConversationNames names, RowCodec rows, TokenCode tokens) {
    static Formats plain() {
        return new Formats(new PlainBodyCodec(), new Sha256IdDigest(), new PlainConversationNames(),
                new PlainRowCodec(), TokenCode.PLAIN);
    }

    /** Nobody can read it without the keys. */
    static Formats sealed(StoreKeys keys) {
        return new Formats(new SealedBodyCodec(new PlainBodyCodec(), keys.sealer("body")),
                new KeyedIdDigest(keys.hash("id")), new SealedConversationNames(keys.names()),
                new SealedRowCodec(keys.sealer("row")), keys.tokens()::of);
    }
}
