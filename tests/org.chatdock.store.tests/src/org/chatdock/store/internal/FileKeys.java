// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.chatdock.api.store.KeySource;

/** Keeps keys in a directory, for processes that know the same one. */
final class FileKeys implements KeySource {
    private final Path directory;

    FileKeys(Path directory) {
        this.directory = directory;
    }

    @Override
    public Optional<byte[]> load(String name) {
        try {
            Path file = directory.resolve(name);
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void save(String name, byte[] key) {
        try {
            Files.write(directory.resolve(name), key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
