// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import javax.crypto.AEADBadTagException;

import org.chatdock.api.store.KeySource;
import org.chatdock.api.store.StoreException;
import org.junit.jupiter.api.Test;

class StoreKeysTest {
    private static final Path FILE = Path.of("/somewhere/messages.db");
    private static final byte[] TEXT = "good morning".getBytes(UTF_8);
    private static final byte[] HERE = {};

    private final MemoryKeys source = new MemoryKeys();
    private byte[] kept;

    private StoreKeys create() {
        return StoreKeys.create(source, FILE, state -> kept = state);
    }

    private StoreKeys open() {
        return StoreKeys.open(kept, source, FILE);
    }

    private StoreException refused(String... parts) {
        StoreException refused = assertThrows(StoreException.class, this::open);
        for (String part : parts) {
            assertTrue(refused.getMessage().contains(part), refused.getMessage());
        }
        return refused;
    }

    private String onlyName() {
        assertEquals(1, source.keys.size());
        return source.keys.keySet().iterator().next();
    }

    @Test
    void theKeysOfAStoreAreTheSameAtEveryOpening() throws Exception {
        StoreKeys first = create();
        byte[] sealed = first.sealer("body").seal(TEXT, HERE);
        StoreKeys again = open();

        assertArrayEquals(TEXT, again.sealer("body").open(sealed, HERE));
        assertArrayEquals(first.hash("id").of(TEXT), again.hash("id").of(TEXT));
        assertArrayEquals(first.names().seal(TEXT), again.names().seal(TEXT));
        assertEquals(first.tokens().of(1), again.tokens().of(1));
        assertFalse(Arrays.equals(again.hash("id").of(TEXT), again.hash("other").of(TEXT)));
        assertTrue(onlyName().matches("org\\.chatdock\\.store\\.[0-9a-f]{32}\\.1"), onlyName());
        assertEquals(32, source.keys.get(onlyName()).length);
        assertTrue(onlyName().contains(StoreKeys.idText(kept, FILE)));
    }

    @Test
    void twoStoresHaveNothingInCommon() {
        StoreKeys one = create();
        byte[] keptOfOne = kept;
        StoreKeys other = create();

        assertEquals(2, source.keys.size());
        assertNotEquals(StoreKeys.idText(keptOfOne, FILE), StoreKeys.idText(kept, FILE));
        assertFalse(Arrays.equals(one.hash("id").of(TEXT), other.hash("id").of(TEXT)));
        byte[] sealed = one.sealer("body").seal(TEXT, HERE);
        assertThrows(AEADBadTagException.class, () -> other.sealer("body").open(sealed, HERE));
    }

    @Test
    void aLostKeyIsToldWithWhatToDo() {
        create();
        String name = onlyName();
        source.keys.clear();

        refused(FILE.toString(), name, "backup", "set abandon to " + StoreKeys.idText(kept, FILE), "not touched");
    }

    @Test
    void aWrongKeyIsToldWithWhatToDo() {
        create();
        String name = onlyName();
        source.save(name, new byte[32]);
        refused("not the one", name, "set abandon to");

        source.save(name, new byte[31]);
        refused("not the one");
        source.save(name, new byte[0]);
        refused("not the one");
    }

    @Test
    void whatTheFileSaysOfItsKeysCannotBeChanged() {
        create();
        byte[] right = kept;
        for (int bit = 0; bit < Byte.SIZE * right.length; bit++) {
            kept = right.clone();
            kept[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(StoreException.class, this::open, "bit " + bit);
        }
        for (int length = 0; length < right.length; length++) {
            kept = Arrays.copyOf(right, length);
            refused("says about its keys");
        }
    }

    @Test
    void aSourceThatFailsIsToldWithItsWords() {
        create();
        RuntimeException failure = new IllegalStateException("The secure storage is locked.");
        KeySource failing = new KeySource() {
            @Override
            public Optional<byte[]> load(String name) {
                throw failure;
            }

            @Override
            public void save(String name, byte[] key) {
                throw failure;
            }
        };

        StoreException onOpen = assertThrows(StoreException.class, () -> StoreKeys.open(kept, failing, FILE));
        assertTrue(onOpen.getMessage().endsWith("The secure storage is locked."), onOpen.getMessage());
        assertSame(failure, onOpen.getCause());
        byte[] before = kept;
        assertThrows(StoreException.class, () -> StoreKeys.create(failing, FILE, state -> kept = state));
        assertThrows(StoreException.class, () -> open().exchange(failing));
        assertSame(before, kept);
    }

    @Test
    void nothingIsEncryptedWithAKeyThatWasNotKept() {
        KeySource forgetful = new KeySource() {
            @Override
            public Optional<byte[]> load(String name) {
                return Optional.empty();
            }

            @Override
            public void save(String name, byte[] key) {
                // Says nothing, keeps nothing.
            }
        };
        StoreException refused = assertThrows(StoreException.class,
                () -> StoreKeys.create(forgetful, FILE, state -> kept = state));
        assertTrue(refused.getMessage().contains("nothing was encrypted"), refused.getMessage());
        assertEquals(null, kept);
    }

    @Test
    void theArraysThatWentToAndFroAreWiped() {
        List<byte[]> arrays = new ArrayList<>();
        KeySource watched = new KeySource() {
            @Override
            public Optional<byte[]> load(String name) {
                Optional<byte[]> key = source.load(name);
                key.ifPresent(arrays::add);
                return key;
            }

            @Override
            public void save(String name, byte[] key) {
                source.save(name, key);
                arrays.add(key);
            }
        };
        StoreKeys.create(watched, FILE, state -> kept = state);
        StoreKeys.open(kept, watched, FILE);

        assertEquals(3, arrays.size());
        arrays.forEach(array -> assertArrayEquals(new byte[32], array));
        assertFalse(Arrays.equals(new byte[32], source.keys.get(onlyName())));
    }

    private void change(KeyChange change) {
        kept = change.state();
        change.kept().run();
    }

    @Test
    void afterAnExchangeTheOldIsReadTheNewIsWrittenAndLookingUpIsAsBefore() throws Exception {
        StoreKeys keys = create();
        Sealer sealer = keys.sealer("body");
        byte[] before = sealer.seal(TEXT, HERE);
        byte[] name = keys.names().seal(TEXT);
        assertFalse(keys.isExchanging());

        change(keys.exchange(source));

        assertTrue(keys.isExchanging());
        assertEquals(2, source.keys.size());
        byte[] after = sealer.seal(TEXT, HERE);
        assertFalse(sealer.isCurrent(before));
        assertTrue(sealer.isCurrent(after));
        for (StoreKeys each : List.of(keys, open())) {
            assertTrue(each.isExchanging());
            assertArrayEquals(TEXT, each.sealer("body").open(before, HERE));
            assertArrayEquals(TEXT, each.sealer("body").open(after, HERE));
            assertArrayEquals(name, each.names().seal(TEXT));
            assertTrue(each.sealer("body").isCurrent(each.sealer("body").seal(TEXT, HERE)));
            assertThrows(StoreException.class, () -> each.exchange(source));
        }
    }

    @Test
    void halfWayBothKeysAreNeeded() {
        create();
        String first = onlyName();
        change(open().exchange(source));
        byte[] key = source.keys.remove(first);

        refused(first, "is not where keys are kept");

        source.save(first, key);
        open();
    }

    @Test
    void anExchangeThatWasNotKeptHasNotHappened() throws Exception {
        StoreKeys keys = create();
        keys.exchange(source);

        assertFalse(keys.isExchanging());
        byte[] sealed = keys.sealer("body").seal(TEXT, HERE);
        assertArrayEquals(TEXT, open().sealer("body").open(sealed, HERE));

        // Its name is free for the next try, whatever was left under it.
        change(keys.exchange(source));
        byte[] after = keys.sealer("body").seal(TEXT, HERE);
        assertArrayEquals(TEXT, open().sealer("body").open(after, HERE));
    }

    @Test
    void aCompleteExchangeNeedsTheNewKeyOnly() throws Exception {
        StoreKeys keys = create();
        String first = onlyName();
        byte[] before = keys.sealer("body").seal(TEXT, HERE);
        change(keys.exchange(source));
        byte[] after = keys.sealer("body").seal(TEXT, HERE);

        change(keys.retire());

        assertTrue(source.keys.containsKey(first), "an older copy of the file needs it");
        source.keys.remove(first);
        assertFalse(keys.isExchanging());
        assertArrayEquals(TEXT, keys.sealer("body").open(before, HERE), "it may still be in memory");
        assertArrayEquals(TEXT, open().sealer("body").open(after, HERE));
        assertThrows(AEADBadTagException.class, () -> open().sealer("body").open(before, HERE));

        change(open().exchange(source));
        assertArrayEquals(TEXT, open().sealer("body").open(after, HERE));
        assertTrue(source.keys.keySet().stream().anyMatch(name -> name.endsWith(".3")), source.keys.toString());
    }

    @Test
    void aRetirementThatWasNotKeptHasNotHappened() throws Exception {
        StoreKeys keys = create();
        byte[] before = keys.sealer("body").seal(TEXT, HERE);
        change(keys.exchange(source));

        keys.retire();

        assertTrue(keys.isExchanging());
        assertArrayEquals(TEXT, open().sealer("body").open(before, HERE));
    }

    @Test
    void nothingCanBeSealedOnceClosed() {
        StoreKeys keys = create();
        Sealer sealer = keys.sealer("body");
        byte[] sealed = sealer.seal(TEXT, HERE);

        keys.close();

        assertThrows(StoreException.class, () -> sealer.seal(TEXT, HERE));
        assertThrows(AEADBadTagException.class, () -> sealer.open(sealed, HERE));
    }
}
