// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

import org.chatdock.api.store.KeySource;

/**
 * Keeps keys in a file that only its owner may read, a line each. It is replaced as a whole, so that a crash leaves the
 * old keys or all of them.
 */
final class KeyFile implements KeySource {
    private static final FileAttribute<?>[] OWNER_ONLY = FileSystems.getDefault().supportedFileAttributeViews()
            .contains("posix")
                    ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
                    : new FileAttribute<?>[0];

    private final Path file;

    KeyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** A key is asked for only if a store needs it: a file that is not there is more likely misspelt than lost. */
    @Override
    public Optional<byte[]> load(String name) {
        if (!Files.exists(file)) {
            throw new IllegalStateException("There is no key file " + file + "; check --key-file.");
        }
        String key = keys().getProperty(name);
        try {
            return Optional.ofNullable(key).map(Base64.getDecoder()::decode);
        } catch (@SuppressWarnings("unused") IllegalArgumentException damaged) {
            throw new IllegalStateException("The key " + name + " in " + file + " is damaged; restore the file from a "
                    + "backup.");
        }
    }

    @Override
    public void save(String name, byte[] key) {
        Properties keys = Files.exists(file) ? keys() : new Properties();
        keys.setProperty(name, Base64.getEncoder().encodeToString(key));
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(next);
            try (FileChannel channel = FileChannel.open(next,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY);
                    OutputStream out = Channels.newOutputStream(channel)) {
                keys.store(out, "Keys of Chatdock message stores. Without them the messages cannot be read.");
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IllegalStateException("The key file " + file + " cannot be written (" + e + "); its folder must "
                    + "be there, and be yours.", e);
        }
    }

    private Properties keys() {
        Properties keys = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in);
            return keys;
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("The key file " + file + " cannot be read (" + e.getClass().getSimpleName()
                    + "); restore it from a backup.", e);
        }
    }
}
