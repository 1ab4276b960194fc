// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second process, or a second store of this process, away. A lock of the operating system on a file beside the
 * database: it goes with the process, however that ends, so it needs no clearing up. The file itself stays: deleting it
 * would let two processes lock two files of one name.
 */
final class StoreLock implements AutoCloseable {
    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws org.chatdock.api.store.StoreException if it is taken, or the directory cannot be written */
    static StoreLock take(Path directory) {
        Path file = directory.resolve("messages.lock");
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return new StoreLock(channel);
            }
        } catch (IOException e) {
            closeQuietly(channel);
            throw StoreFailure.directory(directory, e);
        }
        closeQuietly(channel);
        throw StoreFailure.taken(directory.resolve(Database.FILE_NAME));
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static void closeQuietly(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // The lock goes with the process at the latest; there is nothing else to do.
            }
        }
    }
}
