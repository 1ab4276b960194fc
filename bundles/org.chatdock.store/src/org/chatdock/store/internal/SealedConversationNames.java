// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.SQLException;

import javax.crypto.AEADBadTagException;

import org.chatdock.api.message.ConversationId;
import org.chatdock.store.internal.seal.NameSeal;

/** Conversations' ids encrypted: they are customers' ids, and those may be telephone numbers. */
final class SealedConversationNames implements ConversationNames {
    private final NameSeal seal;

    SealedConversationNames(NameSeal seal) {
        this.seal = seal;
    }

    @Override
    public void bind(PreparedStatement statement, int column, ConversationId id) throws SQLException {
        ByteWriter name = new ByteWriter(id.value().length() + Integer.BYTES);
        name.text(id.value());
        statement.setBytes(column, seal.seal(name.toBytes()));
    }

    @Override
    public ConversationId of(Object value) {
        if (!(value instanceof byte[] sealed)) {
            throw StoreFailure.brokenName(null);
        }
        try {
            return new ConversationId(new ByteReader(seal.open(sealed)).text());
        } catch (AEADBadTagException e) {
            throw StoreFailure.brokenName(e);
        }
    }
}
