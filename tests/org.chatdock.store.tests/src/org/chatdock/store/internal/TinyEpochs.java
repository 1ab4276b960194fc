// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.chatdock.api.store.KeySource;

/** Creates stores whose epochs are so small that a few messages fill several. */
final class TinyEpochs {
    private TinyEpochs() {
    }

    /** {@code keys}: null if the store is not encrypted. {@code bits}: an epoch holds two to the power of these. */
    static void create(Path directory, StoreOptions options, KeySource keys, int bits) throws IOException, SQLException {
        Files.createDirectories(directory);
        Database database = new Database(directory.resolve(Database.FILE_NAME), options);
        try (Connection connection = database.openToWrite(); Statement statement = connection.createStatement()) {
            Schema.create(connection, new FormatChoice(options, keys, database.file()));
            statement.execute("UPDATE progress SET epoch_bits = " + bits);
            connection.commit();
        }
    }
}
