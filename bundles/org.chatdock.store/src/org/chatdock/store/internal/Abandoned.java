// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

import org.chatdock.store.internal.seal.StoreKeys;

/**
 * Sets a file aside whose key is lost, if that very file is named: who says so once says nothing about the next one.
 * Nothing is deleted, for a key may be found again.
 */
final class Abandoned {
    private Abandoned() {
    }

    /**
     * Before anything else opens the file; the store's lock is held.
     *
     * @param id of the store to be abandoned
     * @param name what it is called then
     * @return where the file is now, null if it is not meant
     */
    static Path setAside(Database database, String id, Supplier<String> name) {
        Path file = database.file();
        if (id.isEmpty() || !Files.exists(file)) {
            return null;
        }
        try {
            if (!id.equals(id(database))) {
                return null;
            }
            takeInLog(database);
            return Files.move(file, file.resolveSibling(name.get()));
        } catch (SQLException e) {
            throw StoreFailure.of(file, e);
        } catch (IOException e) {
            throw StoreFailure.unusable(file, e);
        }
    }

    /** Null if the file is not encrypted. */
    private static String id(Database database) throws SQLException {
        try (Connection connection = database.openToRead(); Statement statement = connection.createStatement()) {
            if (!Schema.isCurrent(statement)) {
                return null;
            }
            byte[] keys = Meta.read(connection, FormatChoice.KEYS);
            return keys == null ? null : StoreKeys.idText(keys, database.file());
        }
    }

    /** So that one file is all there is to be moved. */
    private static void takeInLog(Database database) throws SQLException {
        try (Connection connection = database.openToWrite(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }
}
