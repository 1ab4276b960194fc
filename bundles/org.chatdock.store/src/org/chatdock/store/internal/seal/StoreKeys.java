// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import javax.crypto.AEADBadTagException;

import org.chatdock.api.store.KeySource;
import org.chatdock.api.store.StoreException;

/**
 * The keys of one store. A random key of 256 bits is made for every store and kept by a {@link KeySource}; everything
 * that encrypts uses a key derived from it. What things are looked up by comes from another random key, the lookup key,
 * which stands in the file, sealed: so the first can be exchanged without writing every index anew.
 */
public final class StoreKeys implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int FIRST = 1;
    private static final int LAST = 0xFFFF;
    private static final byte[] NONE = {};
    private static final String LOOKUP = "lookup";

    /** A new key, and what is to be kept of it. */
    private record Made(KeyRing ring, KeyState state) {
    }

    private final Path file;
    private final KeyRing ring;
    /** Wiped by {@link #close}. */
    private final byte[] lookup;
    private final Queue<Sealer> sealers = new ConcurrentLinkedQueue<>();
    /** Guarded by this. */
    private KeyState state;

    private StoreKeys(Path file, KeyRing ring, KeyState state, byte[] lookup) {
        this.file = file;
        this.ring = ring;
        this.state = state;
        this.lookup = lookup;
    }

    // --- from the file and the source

    /**
     * Makes the keys of a new store.
     *
     * @param keep writes the state to the file, for good when it returns
     * @throws StoreException if the key cannot be kept; nothing is encrypted then
     */
    public static StoreKeys create(KeySource source, Path file, Consumer<byte[]> keep) {
        byte[] lookup = random(KeyRing.KEY_BYTES);
        Made made = make(new KeyState(random(KeyState.ID_BYTES), List.of()), FIRST, source, file, lookup);
        keep.accept(made.state.toBytes());
        return new StoreKeys(file, made.ring, made.state, lookup);
    }

    /**
     * Gets the keys of a store that is encrypted.
     *
     * @param kept what was kept of them
     * @throws StoreException if a key is lost or wrong, or the source fails; its message says what to do
     */
    public static StoreKeys open(byte[] kept, KeySource source, Path file) {
        KeyState state = state(kept, file);
        KeyRing ring = new KeyRing();
        try {
            for (KeyState.Check check : state.checks()) {
                load(check, state, source, file, ring);
            }
            return new StoreKeys(file, ring, state, new Sealer(ring, LOOKUP).open(state.lookup(), state.head()));
        } catch (AEADBadTagException e) {
            ring.wipe();
            throw KeyFailure.state(file);
        } catch (RuntimeException e) {
            ring.wipe();
            throw e;
        }
    }

    /** What a store is called that is to be abandoned. {@code kept}: what was kept of its keys. */
    public static String idText(byte[] kept, Path file) {
        return state(kept, file).idText();
    }

    private static KeyState state(byte[] kept, Path file) {
        KeyState state = KeyState.of(kept);
        if (state == null) {
            throw KeyFailure.state(file);
        }
        return state;
    }

    private static void load(KeyState.Check check, KeyState state, KeySource source, Path file, KeyRing ring) {
        String name = state.name(check.number());
        byte[] key = load(source, name, file);
        if (key == null) {
            throw KeyFailure.lost(file, name, state.idText());
        }
        boolean fits = key.length == KeyRing.KEY_BYTES;
        if (fits) {
            ring.add(check.number(), state.storeId(), key);
        }
        Arrays.fill(key, (byte) 0);
        if (!fits || !MessageDigest.isEqual(check.value(), check(ring, check.number()).value())) {
            throw KeyFailure.wrong(file, name, state.idText());
        }
    }

    private static byte[] load(KeySource source, String name, Path file) {
        try {
            return source.load(name).orElse(null);
        } catch (RuntimeException e) {
            throw KeyFailure.source(file, e);
        }
    }

    private static KeyState.Check check(KeyRing ring, int number) {
        return new KeyState.Check(number, Arrays.copyOf(ring.derive(number, "check", NONE), KeyState.CHECK_BYTES));
    }

    /** Makes a key, and sees to it that the source has it. @return the key alone in a ring, and what to keep */
    private static Made make(KeyState old, int number, KeySource source, Path file, byte[] lookup) {
        String name = old.name(number);
        byte[] key = random(KeyRing.KEY_BYTES);
        try {
            save(source, name, key, file);
            byte[] again = load(source, name, file);
            if (again == null || !MessageDigest.isEqual(key, again)) {
                throw KeyFailure.notKept(file, name);
            }
            Arrays.fill(again, (byte) 0);
            KeyRing ring = new KeyRing();
            ring.add(number, old.storeId(), key);
            List<KeyState.Check> checks = new ArrayList<>(old.checks());
            checks.add(check(ring, number));
            return new Made(ring, sealed(new KeyState(old.storeId(), List.copyOf(checks)), ring, lookup));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static KeyState sealed(KeyState state, KeyRing ring, byte[] lookup) {
        byte[] sealed = new Sealer(ring, LOOKUP).seal(lookup, state.head());
        return new KeyState(state.storeId(), state.checks(), sealed);
    }

    private static void save(KeySource source, String name, byte[] key, Path file) {
        byte[] copy = key.clone();
        try {
            source.save(name, copy);
        } catch (RuntimeException e) {
            throw KeyFailure.source(file, e);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    // --- for who encrypts

    /** {@code purpose}: what is sealed for one purpose cannot be passed off for another. Ends with the keys. */
    public Sealer sealer(String purpose) {
        Sealer sealer = new Sealer(ring, purpose);
        sealers.add(sealer);
        return sealer;
    }

    /** Hashes by which things are looked up, the same for the store's life. {@code purpose}: none is like another's. */
    public KeyedHash hash(String purpose) {
        byte[] key = lookupKey(purpose);
        KeyedHash hash = new KeyedHash(key);
        Arrays.fill(key, (byte) 0);
        return hash;
    }

    public NameSeal names() {
        byte[] hashKey = lookupKey("name hash");
        NameSeal names = new NameSeal(hashKey, Wiped.key(lookupKey("name"), "AES"));
        Arrays.fill(hashKey, (byte) 0);
        return names;
    }

    public TokenKey tokens() {
        byte[] key = lookupKey("token");
        TokenKey tokens = new TokenKey(key);
        Arrays.fill(key, (byte) 0);
        return tokens;
    }

    private byte[] lookupKey(String purpose) {
        return Hkdf.expand(lookup, KeyRing.info(purpose, NONE), KeyRing.KEY_BYTES);
    }

    // --- exchange

    /**
     * Makes a new key. Once the change has taken effect, whatever is sealed is sealed with it; what was sealed before
     * can still be opened, and is to be sealed anew, by and by; then {@link #retire}.
     *
     * @throws StoreException if the last exchange is not complete, or the key cannot be kept
     */
    public synchronized KeyChange exchange(KeySource source) {
        int number = state.last().number() + 1;
        if (isExchanging() || number > LAST) {
            throw KeyFailure.notNow(file);
        }
        Made made = make(state, number, source, file, lookup);
        return new KeyChange(made.state.toBytes(), () -> use(made));
    }

    private synchronized void use(Made made) {
        ring.take(made.ring);
        state = made.state;
    }

    /** Whether something may be sealed with an older key. */
    public synchronized boolean isExchanging() {
        return state.checks().size() > 1;
    }

    /**
     * All that the file holds has been sealed anew: the next opening needs the last key only. The source keeps the
     * others, for older copies of the file; and they can be used here to the end, for what is in memory.
     */
    public synchronized KeyChange retire() {
        KeyRing last = ring.last();
        KeyState alone = sealed(new KeyState(state.storeId(), List.of(state.last())), last, lookup);
        last.wipe();
        return new KeyChange(alone.toBytes(), () -> use(alone));
    }

    private synchronized void use(KeyState alone) {
        state = alone;
    }

    /** Wipes the keys, as far as Java lets go of them; nothing can be sealed or opened afterwards. */
    @Override
    public void close() {
        ring.wipe();
        Arrays.fill(lookup, (byte) 0);
        sealers.forEach(Sealer::forget);
    }
}
