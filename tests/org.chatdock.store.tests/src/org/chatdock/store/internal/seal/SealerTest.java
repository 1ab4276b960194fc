// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.chatdock.api.store.StoreException;
import org.junit.jupiter.api.Test;

class SealerTest {
    private static final byte[] TEXT = "good morning, \u5BA2\u6237".getBytes(UTF_8);
    private static final byte[] HERE = "here".getBytes(UTF_8);

    private final Sealer sealer = new Sealer(Rings.of(7), "body");

    private static void assertBroken(Sealer sealer, byte[] sealed, byte[] place) {
        assertThrows(AEADBadTagException.class, () -> sealer.open(sealed, place));
    }

    @Test
    void whatWasSealedIsOpenedAlsoAfterAnotherOpening() throws Exception {
        byte[] sealed = sealer.seal(TEXT, HERE);

        assertArrayEquals(TEXT, sealer.open(sealed, HERE));
        assertArrayEquals(TEXT, new Sealer(Rings.of(7), "body").open(sealed, HERE));
        assertArrayEquals(new byte[0], sealer.open(sealer.seal(new byte[0], HERE), HERE));
    }

    @Test
    void theOverheadIsSmallAndTheSameForAll() {
        for (int length : new int[] { 0, 1, 15, 16, 17, 350, 100_000 }) {
            assertEquals(length + 35, sealer.seal(new byte[length], HERE).length);
        }
    }

    @Test
    void noBitCanBeChanged() {
        byte[] sealed = sealer.seal(TEXT, HERE);
        for (int bit = 0; bit < Byte.SIZE * sealed.length; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertBroken(sealer, changed, HERE);
        }
    }

    @Test
    void nothingCanBeCutOffOrAdded() {
        byte[] sealed = sealer.seal(TEXT, HERE);
        for (int length = 0; length < sealed.length; length++) {
            assertBroken(sealer, Arrays.copyOf(sealed, length), HERE);
        }
        assertBroken(sealer, Arrays.copyOf(sealed, sealed.length + 1), HERE);
        assertBroken(sealer, TEXT, HERE);
    }

    @Test
    void itCanBeOpenedAtItsPlaceOnlyForItsPurposeOnlyWithItsKeyOnly() {
        byte[] sealed = sealer.seal(TEXT, HERE);

        assertBroken(sealer, sealed, "there".getBytes(UTF_8));
        assertBroken(sealer, sealed, new byte[0]);
        assertBroken(new Sealer(Rings.of(7), "row"), sealed, HERE);
        assertBroken(new Sealer(Rings.of(8), "body"), sealed, HERE);
        assertBroken(new Sealer(new KeyRing(), "body"), sealed, HERE);
        KeyRing otherStore = new KeyRing();
        otherStore.add(1, new byte[] { 1 }, Rings.key(7));
        assertBroken(new Sealer(otherStore, "body"), sealed, HERE);
    }

    /** By hand, as the format is described. */
    @Test
    void theFormatIsAsDescribed() throws Exception {
        sealer.seal(TEXT, HERE);
        byte[] sealed = sealer.seal(TEXT, HERE);

        String hex = HexFormat.of().formatHex(sealed);
        assertTrue(hex.startsWith("a10001"), hex);
        assertEquals("00000001", hex.substring(30, 38));
        byte[] salt = Arrays.copyOfRange(sealed, 3, 15);
        byte[] info = "chatdock store body\0............".getBytes(UTF_8);
        System.arraycopy(salt, 0, info, 20, 12);
        byte[] key = Hkdf.expand(Hkdf.extract(Rings.STORE, Rings.key(7)), info, 32);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(128, HexFormat.of().parseHex("000000000000000000000001")));
        cipher.updateAAD(sealed, 0, 19);
        cipher.updateAAD(HERE);
        assertArrayEquals(TEXT, cipher.doFinal(sealed, 19, sealed.length - 19));
    }

    /** Salt and number make the key and the nonce: together they never come twice. */
    @Test
    void noNonceComesTwiceUnderOneKeyHoweverManyThreadsSeal() throws Exception {
        int threads = 4;
        int each = 20_000;
        Sealer soonUsedUp = new Sealer(Rings.of(7), "body", Integer.MAX_VALUE - 24_999);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<List<String>>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                tasks.add(() -> {
                    List<String> headers = new ArrayList<>();
                    for (int k = 0; k < each; k++) {
                        headers.add(header(soonUsedUp.seal(TEXT, HERE)));
                    }
                    return headers;
                });
            }
            Set<String> seen = new HashSet<>();
            for (Future<List<String>> headers : pool.invokeAll(tasks)) {
                seen.addAll(headers.get());
            }
            assertEquals(threads * each, seen.size());
            assertEquals(4, seen.stream().map(header -> header.substring(0, 30)).distinct().count(), "series");
            assertTrue(seen.stream().noneMatch(header -> header.charAt(30) >= '8'), "a number overflowed");
        } finally {
            pool.shutdownNow();
        }
    }

    private static String header(byte[] sealed) {
        return HexFormat.of().formatHex(sealed, 0, 19);
    }

    @Test
    void everyOpeningHasSeriesOfItsOwn() {
        Set<String> salts = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            salts.add(header(new Sealer(Rings.of(7), "body").seal(TEXT, HERE)));
        }
        assertEquals(1000, salts.size());
    }

    @Test
    void theSameTextNeverLooksTheSame() {
        assertFalse(Arrays.equals(sealer.seal(TEXT, HERE), sealer.seal(TEXT, HERE)));
    }

    @Test
    void anExchangedKeyIsReadAndTheNewOneWritten() throws Exception {
        KeyRing ring = Rings.of(7);
        Sealer both = new Sealer(ring, "body");
        byte[] before = both.seal(TEXT, HERE);
        assertTrue(both.isCurrent(before));

        ring.add(2, Rings.STORE, Rings.key(8));

        byte[] after = both.seal(TEXT, HERE);
        assertFalse(both.isCurrent(before));
        assertTrue(both.isCurrent(after));
        assertArrayEquals(TEXT, both.open(before, HERE));
        assertArrayEquals(TEXT, both.open(after, HERE));
        assertBroken(sealer, after, HERE);
    }

    @Test
    void moreSeriesThanAreRememberedCanBeRead() throws Exception {
        List<byte[]> sealed = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            sealed.add(new Sealer(Rings.of(7), "body").seal(TEXT, HERE));
        }
        for (byte[] each : sealed) {
            assertArrayEquals(TEXT, sealer.open(each, HERE));
        }
    }

    @Test
    void nothingIsSealedOrOpenedOnceTheKeysAreWiped() {
        KeyRing ring = Rings.of(7);
        Sealer wiped = new Sealer(ring, "body");
        byte[] sealed = wiped.seal(TEXT, HERE);

        ring.wipe();
        wiped.forget();

        assertThrows(StoreException.class, () -> wiped.seal(TEXT, HERE));
        assertBroken(wiped, sealed, HERE);
    }
}
