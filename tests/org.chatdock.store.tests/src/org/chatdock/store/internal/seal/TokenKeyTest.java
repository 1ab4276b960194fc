// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

class TokenKeyTest {
    private final TokenKey tokens = new TokenKey(Rings.key(1));

    @Test
    void aPieceHasItsNumberUnderEveryKeyAnother() {
        assertEquals(tokens.of(0x53D1_7968L), tokens.of(0x53D1_7968L));
        assertEquals(tokens.of(0x53D1_7968L), new TokenKey(Rings.key(1)).of(0x53D1_7968L));
        assertNotEquals(tokens.of(0x53D1_7968L), new TokenKey(Rings.key(2)).of(0x53D1_7968L));
    }

    /** Far more than are remembered, so many share a place there. */
    @Test
    void differentPiecesHaveDifferentNumbersRememberedOrNot() {
        Set<Long> numbers = new HashSet<>();
        int count = 0;
        for (int round = 0; round < 2; round++) {
            for (long first = 0x4E00; first < 0x4E00 + 300; first++) {
                for (long second = 0x4E00; second < 0x4E00 + 300; second++) {
                    numbers.add(tokens.of(first << 21 | second));
                    count++;
                }
            }
        }
        assertEquals(count / 2, numbers.size());
    }
}
