// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/**
 * Stands for a message's id where the id itself is not kept: 128 bits, evenly spread, so that two ids never share one
 * in practice.
 */
record Digest(long high, long low) {
    static final int BYTES = 16;

    /** As a column holds it. */
    byte[] toBytes() {
        ByteWriter bytes = new ByteWriter(BYTES);
        bytes.digest(this);
        return bytes.toBytes();
    }

    /** The bits are spread already; the default would only stir them. */
    @Override
    public int hashCode() {
        return (int) low;
    }
}
