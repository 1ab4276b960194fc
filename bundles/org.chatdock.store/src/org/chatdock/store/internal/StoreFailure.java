// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

import org.chatdock.api.store.StoreException;
import org.sqlite.SQLiteErrorCode;

/** The sentences for what can go wrong. They name the file and what to do, and never hold a message's text. */
final class StoreFailure {
    private StoreFailure() {
    }

    static StoreException directory(Path directory, IOException cause) {
        return new StoreException("The message store cannot use the directory " + directory
                + ": it must be a writable directory, or its parent must be one. Correct it, or set directory in the "
                + "configuration org.chatdock.store.", cause);
    }

    static StoreException unusable(Path file, Exception cause) {
        return new StoreException("The message store " + file + " cannot be opened or written; check that it is a file "
                + "and that this user may write it and its directory.", cause);
    }

    static StoreException taken(Path file, IOException cause) {
        return new StoreException("The message store " + file + " is in use by another process or window; end that one "
                + "first, or set another directory in the configuration org.chatdock.store.", cause);
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
        return new StoreException("The message store " + file + " is damaged and cannot be used; move it away to begin "
                + "an empty one, and keep it for a repair.", cause);
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
        return new StoreException("A message of the message store cannot be read: its bytes are damaged, or of a newer "
                + "Chatdock.", null);
    }

    static StoreException unexpected(Path file, Throwable cause) {
        return new StoreException("The message store " + file + " could not do that (" + cause.getClass().getName()
                + ").", cause);
    }

    /** What SQLite said, in our words. */
    static StoreException of(Path file, SQLException cause) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(cause.getErrorCode() & 0xff);
        return switch (code) {
            case SQLITE_FULL -> new StoreException("The disk is full: " + file + " cannot grow. Free some space; "
                    + "messages are kept again as soon as there is room.", cause);
            case SQLITE_CORRUPT, SQLITE_NOTADB -> damaged(file, cause);
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM -> unusable(file, cause);
            case SQLITE_BUSY, SQLITE_LOCKED -> new StoreException("The message store " + file
                    + " is locked by another program, such as a database tool; close it there.", cause);
            case SQLITE_IOERR -> new StoreException("The disk of the message store " + file
                    + " reports an error; check the disk.", cause);
            default -> new StoreException("The message store " + file + " could not do that (" + code.name() + ").",
                    cause);
        };
    }
}
