// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a file that is complete in the place of the store's. A process may be killed between any two steps: the name of
 * the complete one says what is to be done, and the next opening does the rest. Whoever calls holds the store's lock.
 */
final class FileExchange {
    /** What belongs to a database: itself, its log, and memory that processes share, which is made anew. */
    static final List<String> ENDS = List.of("", "-wal", "-shm");
    /** What a file is called that was in the clear, until it is deleted. */
    static final String PLAIN = "messages-plain-";

    private static final String LOG = "-wal";
    private static final String SHARED = "-shm";
    private static final String READY = "messages-ready.";
    private static final int WIPED_AT_ONCE = 1 << 20;

    private final Path file;
    private final Path directory;

    /** {@code file}: the store's. */
    FileExchange(Path file) {
        this.file = file;
        directory = file.getParent();
    }

    /** {@code complete}: flushed, without a log. {@code aside}: the name that the store's file gets. */
    void exchange(Path complete, String aside) throws IOException {
        Files.move(complete, directory.resolve(READY + aside));
        goOn();
    }

    /** Does what a process did not come to that was killed. Before anything opens the store's file. */
    void goOn() throws IOException {
        for (Path ready : named(READY)) {
            String aside = ready.getFileName().toString().substring(READY.length());
            for (String end : ENDS) {
                Path old = file.resolveSibling(file.getFileName() + end);
                if (end.equals(SHARED) || end.equals(LOG) && Files.exists(old) && Files.size(old) == 0) {
                    Files.deleteIfExists(old);
                } else if (Files.exists(old)) {
                    Files.move(old, directory.resolve(aside + end));
                }
            }
            flushDirectory();
            Files.move(ready, file);
            flushDirectory();
        }
        for (Path plain : named(PLAIN)) {
            wipe(plain);
        }
    }

    private List<Path> named(String beginning) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, beginning + "*")) {
            files.forEach(found::add);
        }
        return found;
    }

    /** Overwrites what stood there, as far as the disk writes it to the same place, and deletes it. */
    private static void wipe(Path plain) throws IOException {
        byte[] zeros = new byte[WIPED_AT_ONCE];
        try (FileChannel channel = FileChannel.open(plain, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            for (long rest = channel.size(); rest > 0; rest -= WIPED_AT_ONCE) {
                out.write(zeros, 0, (int) Math.min(rest, WIPED_AT_ONCE));
            }
            channel.force(false);
        }
        Files.delete(plain);
    }

    /** So that a power failure cannot take the names back. Not every system can do that, or needs it. */
    private void flushDirectory() {
        try (FileChannel channel = FileChannel.open(directory)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows: names are in the file system's own log.
        }
    }
}
