// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import javax.crypto.AEADBadTagException;

import org.chatdock.store.internal.seal.Sealer;

/** Rows encrypted, each for its place. */
final class SealedRowCodec implements RowCodec {
    private final Sealer sealer;

    SealedRowCodec(Sealer sealer) {
        this.sealer = sealer;
    }

    @Override
    public byte[] encode(byte[] row, String table, long key) {
        return sealer.seal(row, place(table, key));
    }

    @Override
    public byte[] decode(byte[] kept, String table, long key) {
        try {
            return sealer.open(kept, place(table, key));
        } catch (AEADBadTagException e) {
            throw StoreFailure.brokenRow(table, key, e);
        }
    }

    @Override
    public byte[] renew(byte[] kept, String table, long key) {
        return sealer.isCurrent(kept) ? null : encode(decode(kept, table, key), table, key);
    }

    private static byte[] place(String table, long key) {
        ByteWriter place = new ByteWriter(table.length() + Long.BYTES + 1);
        place.text(table);
        place.fixed(key);
        return place.toBytes();
    }
}
