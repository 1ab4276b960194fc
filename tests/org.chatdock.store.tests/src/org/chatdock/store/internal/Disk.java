// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A small disk that fails when it is told to: a tmpfs, in a name space of this process's own, so that it is gone when
 * the process is. Only for a process that {@link #wrapper} has begun, and that has nothing else to write to files.
 */
final class Disk {
    /** What can be wrong with it. */
    enum Fault {
        /** Nearly full; the store needs a little more than there is. */
        FULL,
        /** No open file can be written; it can be read. As a broken disk, or one over its quota. */
        REFUSING,
        /** The same, and what is opened from now on can be read only. As a file system that has met an error. */
        READ_ONLY
    }

    private static final int PIECE = 16 << 10;

    private final Path directory;
    private final Path ballast;
    private final List<Fault> faults;

    private Disk(Path directory, List<Fault> faults) {
        this.directory = directory;
        this.faults = faults;
        ballast = directory.resolve("ballast");
    }

    /** A command that runs another one where mounts are its own; as root, or with what a user has of root's rights. */
    static List<String> wrapper(boolean root) {
        return root ? List.of("unshare", "-m") : List.of("unshare", "-U", "-r", "-m");
    }

    /** {@code directory}: exists. */
    static Disk mount(Path directory, int mebibytes) throws Exception {
        run("mount", "-n", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "chatdock", directory.toString());
        return new Disk(directory, List.of(Fault.values()));
    }

    /** What every user may have: no disk of its own, so this one can only refuse. {@code directory}: exists. */
    static Disk limited(Path directory) throws Exception {
        // Whether there is such a command.
        limitFiles("unlimited");
        return new Disk(directory, List.of(Fault.REFUSING));
    }

    /** What this one can have. */
    List<Fault> faults() {
        return faults;
    }

    /** {@code room}: how many bytes are left of a full disk, about. */
    void begin(Fault fault, long room) throws Exception {
        if (fault == Fault.FULL) {
            fill(room);
            return;
        }
        if (fault == Fault.READ_ONLY) {
            // On top, because the kernel makes nothing read-only that has files open for writing.
            run("mount", "-n", "--bind", directory.toString(), directory.toString());
            run("mount", "-n", "-o", "remount,bind,ro", directory.toString());
        }
        limitFiles("0");
    }

    void end(Fault fault) throws Exception {
        if (fault == Fault.FULL) {
            Files.delete(ballast);
            return;
        }
        limitFiles("unlimited");
        if (fault == Fault.READ_ONLY) {
            run("umount", "-n", "-l", directory.toString());
        }
    }

    private void fill(long room) throws IOException {
        FileStore place = Files.getFileStore(directory);
        try (FileChannel file = FileChannel.open(ballast, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (place.getUsableSpace() > room) {
                file.write(ByteBuffer.allocate((int) Math.min(PIECE, place.getUsableSpace() - room)));
            }
        } catch (IOException e) {
            // The store was quicker: it is full.
        }
    }

    /** The soft limit of this process: what is beyond it cannot be written, as if the disk said no. */
    private static void limitFiles(String bytes) throws Exception {
        run("prlimit", "--pid", Long.toString(ProcessHandle.current().pid()), "--fsize=" + bytes + ":");
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}
