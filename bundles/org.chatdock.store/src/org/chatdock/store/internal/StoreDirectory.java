// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;

import org.chatdock.api.store.StoreException;

/** Decides where the store lives: where configured, else in the workspace's metadata, else with the bundle's data. */
final class StoreDirectory {
    private static final String IN_METADATA = ".metadata/.plugins/org.chatdock.store";

    private StoreDirectory() {
    }

    /**
     * @param configured the configured directory, empty if none; never created beyond its last part, because a missing
     *            parent more likely is a disk that is not mounted than a wish
     * @param instanceArea the framework property {@code osgi.instance.area}, null if there is none
     * @param bundleData the bundle's data area; may give null
     * @throws StoreException if there is none
     */
    static Path choose(String configured, String instanceArea, Supplier<File> bundleData) {
        if (!configured.isBlank()) {
            return configured(configured.trim());
        }
        Path instance = fileUrl(instanceArea);
        if (instance != null) {
            return made(instance.resolve(IN_METADATA));
        }
        File data = bundleData.get();
        if (data == null) {
            throw new StoreException("There is no place for the message store: set directory in the configuration "
                    + "org.chatdock.store.", null);
        }
        return made(data.toPath());
    }

    private static Path configured(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new StoreException("Configuration org.chatdock.store: directory is \"" + text
                    + "\", which is not a path; give an absolute path of a directory, or nothing.", e);
        }
    }

    /** The platform writes this URL without encoding: a space stays a space. Null if it is no file URL. */
    private static Path fileUrl(String area) {
        if (area == null || !area.startsWith("file:")) {
            return null;
        }
        try {
            return Path.of(new URI("file", null, new URL(area).getPath(), null));
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Path made(Path directory) {
        try {
            Files.createDirectories(directory.toAbsolutePath().getParent());
            return directory;
        } catch (IOException e) {
            throw StoreFailure.directory(directory, e);
        }
    }
}
