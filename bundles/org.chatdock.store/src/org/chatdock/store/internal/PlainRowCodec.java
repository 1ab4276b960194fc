// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/** Rows in the clear. */
final class PlainRowCodec implements RowCodec {
    @Override
    public byte[] encode(byte[] row, String table, long key) {
        return row;
    }

    @Override
    public byte[] decode(byte[] kept, String table, long key) {
        return kept;
    }

    @Override
    public byte[] renew(byte[] kept, String table, long key) {
        return null;
    }
}
