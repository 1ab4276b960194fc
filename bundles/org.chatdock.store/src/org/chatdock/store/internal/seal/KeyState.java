// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What the file says about its keys; none of it is secret. As bytes: one, the format's version (1); sixteen, the
 * store's id; one, the number of keys; for each of them two bytes, its number, and sixteen by which it is known when
 * it is seen; then the lookup key, sealed with the last of the keys.
 *
 * @param storeId random, 16 bytes
 * @param checks in the order in which they were made; the last one is written with
 * @param lookup what {@link StoreKeys} needs to look things up, sealed with the last key and the bytes before it
 */
record KeyState(byte[] storeId, List<Check> checks, byte[] lookup) {
    private static final int VERSION = 1;
    static final int ID_BYTES = 16;
    static final int CHECK_BYTES = 16;
    private static final int LOOKUP_BYTES = KeyRing.KEY_BYTES + Sealer.OVERHEAD;

    /** By what a key is known: two keys never have the same, and the key cannot be told from it. */
    record Check(int number, byte[] value) {
    }

    /** The state that a lookup key is to be sealed into. */
    KeyState(byte[] storeId, List<Check> checks) {
        this(storeId, checks, new byte[LOOKUP_BYTES]);
    }

    Check last() {
        return checks.get(checks.size() - 1);
    }

    /** What the source keeps a key under. */
    String name(int number) {
        return "org.chatdock.store." + idText() + "." + number;
    }

    /** The store's id, for people. */
    String idText() {
        return HexFormat.of().formatHex(storeId);
    }

    byte[] toBytes() {
        byte[] head = head();
        return ByteBuffer.allocate(head.length + lookup.length).put(head).put(lookup).array();
    }

    /** All but the lookup key. */
    byte[] head() {
        ByteBuffer head = ByteBuffer.allocate(2 + ID_BYTES + checks.size() * (Short.BYTES + CHECK_BYTES));
        head.put((byte) VERSION).put(storeId).put((byte) checks.size());
        checks.forEach(check -> head.putShort((short) check.number()).put(check.value()));
        return head.array();
    }

    /** Null if the bytes are not what {@link #toBytes} has given. */
    static KeyState of(byte[] bytes) {
        int most = bytes.length - LOOKUP_BYTES;
        if (most < 2 + ID_BYTES || bytes[0] != VERSION) {
            return null;
        }
        int count = bytes[1 + ID_BYTES] & 0xFF;
        if (count == 0 || most != 2 + ID_BYTES + count * (Short.BYTES + CHECK_BYTES)) {
            return null;
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes, 2 + ID_BYTES, bytes.length - 2 - ID_BYTES);
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = rest.getShort() & 0xFFFF;
            byte[] value = new byte[CHECK_BYTES];
            rest.get(value);
            checks.add(new Check(number, value));
        }
        return new KeyState(Arrays.copyOfRange(bytes, 1, 1 + ID_BYTES), List.copyOf(checks),
                Arrays.copyOfRange(bytes, most, bytes.length));
    }
}
