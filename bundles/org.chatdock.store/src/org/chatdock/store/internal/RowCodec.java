// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/** What is kept of a row that is one BLOB, apart from messages' bodies. Any thread. */
interface RowCodec {
    /** {@code table}, {@code key}: where the row is, and where alone it can be read again. */
    byte[] encode(byte[] row, String table, long key);

    /** @throws org.chatdock.api.store.StoreException if this is not what was written there */
    byte[] decode(byte[] kept, String table, long key);

    /**
     * The same row as it would be written now, after a key was exchanged.
     *
     * @return null if it is as it would be
     */
    byte[] renew(byte[] kept, String table, long key);
}
