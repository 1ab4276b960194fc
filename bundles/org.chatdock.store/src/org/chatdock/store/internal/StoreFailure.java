// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;

import org.chatdock.api.store.StoreException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The sentences for what can go wrong. They name the file and what to do, and never hold a message's text. */
final class StoreFailure {
    /** With less the smallest write may fail. */
    private static final int ROOM_BYTES = 64 << 10;

    private StoreFailure() {
    }

    static StoreException directory(Path directory, IOException cause) {
        if (isFull(directory)) {
            return full(directory, cause);
        }
        return new StoreException("The message store cannot use the directory " + directory
                + ": it must be a writable directory, or its parent must be one. Correct it, or set directory in the "
                + "configuration org.chatdock.store.", cause);
    }

    static StoreException unusable(Path file, Exception cause) {
        return new StoreException("The message store " + file + " cannot be opened or written; check that it is a file "
                + "and that this user may write it and its directory.", cause);
    }

    static StoreException taken(Path file) {
        return new StoreTakenException("The message store " + file + " is in use by another process or window, such as "
                + "this program started a second time on the same workspace. End that one, and the store opens here by "
                + "itself; or set another directory in the configuration org.chatdock.store.");
    }

    static StoreException newer(Path file, int version) {
        return new StoreException("The message store " + file + " has version " + version + ", written by a newer "
                + "Chatdock; this one knows versions up to " + Schema.VERSION + ". Install the newer Chatdock again, "
                + "or set another directory. The file was not touched.", null);
    }

    static StoreException foreign(Path file) {
        return new StoreException("The file " + file + " is a database, but not a message store; move it away, or set "
                + "another directory in the configuration org.chatdock.store. The file was not touched.", null);
    }

    static StoreException damaged(Path file, Exception cause) {
        return new StoreDamagedException("The message store " + file + " is damaged. What is readable is brought into "
                + "a new file, and the damaged one is kept beside it.", cause);
    }

    /** Whatever was thrown: whether it says that the file is damaged. */
    static boolean isDamage(Throwable cause) {
        return cause instanceof StoreDamagedException || cause instanceof SQLException sql
                && switch (SQLiteErrorCode.getErrorCode(sql.getErrorCode() & 0xff)) {
                    case SQLITE_CORRUPT, SQLITE_NOTADB -> true;
                    default -> false;
                };
    }

    static StoreException notEncrypted() {
        return new StoreException("The message store is not encrypted: there is no key to be exchanged.", null);
    }

    static StoreException closed() {
        return new StoreException("The message store is closed.", null);
    }

    static StoreException extra() {
        return new StoreException("The fields that the protocol does not name cannot be written or read as JSON.",
                null);
    }

    static StoreException unreadable() {
        return new StoreException("The message store cannot be read at the moment; try again.", null);
    }

    static StoreException body() {
        return new StoreDamagedException("A message of the message store cannot be read: its bytes are damaged, or of "
                + "a newer Chatdock.", null);
    }

    /** {@code time}: the message's, as it stands in the file. */
    static StoreException brokenBody(Instant time, Exception cause) {
        return new StoreDamagedException("A message of " + time + " cannot be read: what the message store holds of it "
                + "was damaged, or changed by another program.", cause);
    }

    static StoreException brokenRow(String table, long key, Exception cause) {
        return new StoreDamagedException("Row " + key + " of " + table + " cannot be read: it was damaged, or changed "
                + "by another program.", cause);
    }

    static StoreException brokenName(Exception cause) {
        return new StoreDamagedException("A customer's id in the message store cannot be read: it was damaged, or "
                + "changed by another program.", cause);
    }

    private static StoreException unexpected(Path file, Throwable cause) {
        return new StoreException("The message store " + file + " could not do that (" + cause.getClass().getName()
                + ").", cause);
    }

    /** Any failure, in our words. */
    static StoreException of(Path file, Throwable cause) {
        if (cause instanceof StoreException known) {
            return known;
        }
        return cause instanceof SQLException sql ? of(file, sql) : unexpected(file, cause);
    }

    /** What SQLite said, in our words. */
    static StoreException of(Path file, SQLException cause) {
        SQLiteErrorCode code = code(cause);
        return switch (kind(code)) {
            case SQLITE_FULL -> full(file, cause);
            case SQLITE_CORRUPT, SQLITE_NOTADB -> damaged(file, cause);
            case SQLITE_READONLY -> readOnly(file, cause);
            case SQLITE_CANTOPEN, SQLITE_PERM -> unusable(file, cause);
            case SQLITE_BUSY, SQLITE_LOCKED -> new StoreException("The message store " + file
                    + " is locked by another program, such as a database tool; close it there.", cause);
            case SQLITE_IOERR -> disk(file, code, cause);
            default -> new StoreException("The message store " + file + " could not do that (" + code.name() + ").",
                    cause);
        };
    }

    /** Whether it is the place that fails, so that no other write would fare better. */
    static boolean isOfPlace(Throwable cause) {
        return cause instanceof SQLException sql && switch (kind(code(sql))) {
            case SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_BUSY, SQLITE_LOCKED,
                    SQLITE_CORRUPT, SQLITE_NOTADB -> true;
            default -> false;
        };
    }

    /**
     * Whether a connection cannot be used any more. The driver closes a statement that fails, but for a few reasons,
     * and then no other execution of it succeeds; and a file that was opened on a broken disk may stay unusable.
     */
    static boolean endsConnection(Throwable cause) {
        return cause instanceof SQLException sql && switch (kind(code(sql))) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_CONSTRAINT, SQLITE_MISUSE -> false;
            default -> true;
        };
    }

    private static SQLiteErrorCode code(SQLException cause) {
        return cause instanceof SQLiteException sqlite ? sqlite.getResultCode()
                : SQLiteErrorCode.getErrorCode(cause.getErrorCode());
    }

    /** What a code is a special case of. */
    private static SQLiteErrorCode kind(SQLiteErrorCode code) {
        return SQLiteErrorCode.getErrorCode(code.code & 0xff);
    }

    private static StoreException full(Path file, Exception cause) {
        return new StoreException("The disk is full: " + file + " cannot grow. Free some space; messages are kept "
                + "again as soon as there is room.", cause);
    }

    private static StoreException readOnly(Path file, Exception cause) {
        return new StoreException("The message store " + file + " can be read, but not written: its disk has turned "
                + "read-only, or this user may not write the file or its directory. Make it writable; messages are "
                + "kept again as soon as it is.", cause);
    }

    /**
     * A full disk is not always called so: not by a quota, not by a file system that notices late, and not where memory
     * is shared through a file, which needs room as well.
     */
    private static StoreException disk(Path file, SQLiteErrorCode code, Exception cause) {
        if (isFull(file)) {
            return full(file, cause);
        }
        return switch (code) {
            case SQLITE_IOERR_READ, SQLITE_IOERR_SHORT_READ, SQLITE_IOERR_CORRUPTFS, SQLITE_IOERR_DATA ->
                new StoreException("The disk of the message store " + file + " reports an error (" + code.name()
                        + "); check the disk.", cause);
            default -> new StoreException("The disk of the message store " + file + " does not take what is written ("
                    + code.name() + "): check whether it has turned read-only, whether a quota or a limit of file "
                    + "sizes is reached, and whether it is broken. Messages are kept again as soon as it takes them.",
                    cause);
        };
    }

    private static boolean isFull(Path file) {
        try {
            FileStore place = Files.getFileStore(file);
            // One that tells no size has no room to tell of.
            return place.getTotalSpace() > 0 && place.getUsableSpace() < ROOM_BYTES;
        } catch (IOException e) {
            return false;
        }
    }
}
