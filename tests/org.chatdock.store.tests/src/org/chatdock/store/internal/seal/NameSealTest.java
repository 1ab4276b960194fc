// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;

import javax.crypto.AEADBadTagException;

import org.junit.jupiter.api.Test;

class NameSealTest {
    private final NameSeal seal = seal(1, 2);

    private static NameSeal seal(int hashKey, int key) {
        return new NameSeal(Rings.key(hashKey), Wiped.key(Rings.key(key), "AES"));
    }

    private static byte[] name(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void theSameNameGivesTheSameBytesAndAnotherNameOthers() throws Exception {
        for (String each : new String[] { "", "a", "+8613800000000", "\u5F20\u4E09", "x".repeat(1000) }) {
            byte[] sealed = seal.seal(name(each));
            assertArrayEquals(sealed, seal(1, 2).seal(name(each)));
            assertEquals(16 + name(each).length, sealed.length);
            assertArrayEquals(name(each), seal.open(sealed));
        }
        assertFalse(Arrays.equals(seal.seal(name("a")), seal.seal(name("b"))));
    }

    @Test
    void noBitCanBeChangedAndNothingCutOff() {
        byte[] sealed = seal.seal(name("+8613800000000"));
        for (int bit = 0; bit < Byte.SIZE * sealed.length; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(AEADBadTagException.class, () -> seal.open(changed));
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThrows(AEADBadTagException.class, () -> seal.open(cut));
        }
    }

    @Test
    void bothKeysMatter() {
        byte[] sealed = seal.seal(name("ann"));
        assertFalse(Arrays.equals(sealed, seal(1, 3).seal(name("ann"))));
        assertFalse(Arrays.equals(sealed, seal(3, 2).seal(name("ann"))));
        assertThrows(AEADBadTagException.class, () -> seal(1, 3).open(sealed));
        assertThrows(AEADBadTagException.class, () -> seal(3, 2).open(sealed));
    }
}
