// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import org.chatdock.api.store.KeySource;
import org.chatdock.store.internal.seal.KeyFailure;
import org.chatdock.store.internal.seal.StoreKeys;

/**
 * Decides once, when the file is opened, how it is written: as it says itself, or if it is new, as is configured. The
 * thread that opens the file, then the writer's.
 */
final class FormatChoice {
    /** The row of {@code meta} that an encrypted file has. */
    static final String KEYS = "keys";

    private final StoreOptions options;
    /** Null: nothing keeps keys. */
    private final KeySource source;
    private final Path file;
    /** Whether a new file gets the keys of an old one. */
    private boolean again;
    /** Those keys; null: the old one was not encrypted. */
    private byte[] keptKeys;
    private Formats chosen;
    private StoreKeys keys;

    FormatChoice(StoreOptions options, KeySource source, Path file) {
        this.options = options;
        this.source = source;
        this.file = file;
    }

    /** The choice is made. */
    static FormatChoice of(Formats formats) {
        FormatChoice choice = new FormatChoice(StoreOptions.DEFAULT, null, null);
        choice.chosen = formats;
        return choice;
    }

    /** A new file becomes what an old one was. {@code kept}: what that one says about its keys, null if nothing. */
    static FormatChoice again(StoreOptions options, KeySource source, Path file, byte[] kept) {
        FormatChoice choice = new FormatChoice(options, source, file);
        choice.again = true;
        choice.keptKeys = kept;
        return choice;
    }

    /** The formats of a file that has its tables. @throws org.chatdock.api.store.StoreException if a key is missing */
    Formats ofExisting(Connection connection) throws SQLException {
        if (chosen == null) {
            chooseKept(Meta.read(connection, KEYS));
        }
        return chosen;
    }

    private void chooseKept(byte[] kept) {
        if (kept == null) {
            chosen = Formats.plain();
        } else if (source == null) {
            throw KeyFailure.noSource(file);
        } else {
            choose(StoreKeys.open(kept, source, file));
        }
    }

    /** The formats of a file whose tables are being made, in the transaction that makes them. */
    Formats ofNew(Connection connection) throws SQLException {
        if (chosen != null && keys == null) {
            return chosen;
        }
        // A transaction that failed has not kept the keys either: they are made anew.
        closeKeys();
        if (again) {
            chooseKept(keptKeys);
            if (keptKeys != null) {
                writeKeys(connection, keptKeys);
            }
        } else if (options.encryption() == StoreOptions.Encryption.NONE) {
            chosen = Formats.plain();
        } else if (source == null) {
            throw KeyFailure.noSourceForNew(file);
        } else {
            byte[][] state = new byte[1][];
            choose(StoreKeys.create(source, file, bytes -> state[0] = bytes));
            writeKeys(connection, state[0]);
        }
        return chosen;
    }

    /** In the transaction that runs; twice, because without it nothing can be read. */
    static void writeKeys(Connection connection, byte[] state) throws SQLException {
        Meta.write(connection, KEYS, state);
        try (PreparedStatement again = connection.prepareStatement("UPDATE progress SET keys = ?")) {
            again.setBytes(1, state);
            again.executeUpdate();
        }
    }

    private void choose(StoreKeys opened) {
        keys = opened;
        chosen = Formats.sealed(opened);
    }

    /** Null if the file is not encrypted. */
    StoreKeys keys() {
        return keys;
    }

    /** Once nobody reads or writes any more. */
    void closeKeys() {
        if (keys != null) {
            keys.close();
            keys = null;
        }
    }
}
