// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;

/** Opens connections to the file, in the modes that the store relies on. Any thread. */
final class Database {
    static final String FILE_NAME = "messages.db";

    /** The log is cut back to this after it had to grow for something big. */
    private static final int LOG_LIMIT_BYTES = 16 << 20;
    private static final int WRITER_CACHE_KIB = 16 << 10;
    static final int BUSY_TIMEOUT_MILLIS = 2000;

    static {
        withdrawDriver();
    }

    private final Path file;
    private final StoreOptions options;
    private final Scrubber scrubber;

    Database(Path file, StoreOptions options) {
        this.file = file.toAbsolutePath();
        this.options = options;
        scrubber = new Scrubber(this.file);
    }

    /** The driver puts itself where everybody finds it; from there it would keep this bundle's classes for ever. */
    private static void withdrawDriver() {
        // Whatever is asked first makes it do so.
        JDBC.isValidURL("");
        DriverManager.drivers().filter(JDBC.class::isInstance).forEach(driver -> {
            try {
                DriverManager.deregisterDriver(driver);
            } catch (SQLException e) {
                throw new IllegalStateException("The SQLite driver cannot be withdrawn", e);
            }
        });
    }

    Path file() {
        return file;
    }

    StoreOptions options() {
        return options;
    }

    /** Of the writer's thread; to be closed when no connection is open any more. */
    Scrubber scrubber() {
        return scrubber;
    }

    /** How long the log is; 0 if there is none. */
    long logBytes() {
        return new File(file + "-wal").length();
    }

    /** A connection that may write, not in auto-commit mode: everything belongs to a transaction until its commit. */
    Connection openToWrite() throws SQLException {
        SQLiteConfig config = common();
        // With the write-ahead log a reader never waits for the writer, nor the writer for a reader.
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.valueOf(options.synchronous().name()));
        config.setJournalSizeLimit(LOG_LIMIT_BYTES);
        config.setCacheSize(-WRITER_CACHE_KIB);
        // Else the driver asks for the row's number after every insert, which costs as much as the insert.
        config.setGetGeneratedKeys(false);
        Connection connection = open(config);
        try (Statement statement = connection.createStatement()) {
            // macOS: a plain flush stops in the disk's cache. Elsewhere without effect.
            statement.execute("PRAGMA fullfsync = ON");
            // The writer takes the log into the file by itself, when nobody waits for a commit.
            statement.execute("PRAGMA wal_autocheckpoint = 0");
            // What is deleted is overwritten where that costs no page more.
            statement.execute("PRAGMA secure_delete = FAST");
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A connection that cannot write, in auto-commit mode: every query sees the last commit before it. */
    Connection openToRead() throws SQLException {
        SQLiteConfig config = common();
        config.setReadOnly(true);
        return open(config);
    }

    private static SQLiteConfig common() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        // What SQLite sorts does not go to files of which nobody knows.
        config.setTempStore(TempStore.MEMORY);
        return config;
    }

    /** As a URI, because in a plain path the driver would take what follows a question mark for its own parameters. */
    private Connection open(SQLiteConfig config) throws SQLException {
        return config.createConnection("jdbc:sqlite:" + file.toUri().toASCIIString());
    }
}
