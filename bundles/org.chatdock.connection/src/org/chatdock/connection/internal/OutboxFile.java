// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Decides where acknowledgements wait: where configured, else in the workspace's metadata, else with the bundle. */
final class OutboxFile {
    private static final String NAME = "acknowledgements";
    private static final String IN_METADATA = ".metadata/.plugins/org.chatdock.connection";
    private static final String FILE_URL = "file:";

    private OutboxFile() {
    }

    /**
     * @param configured the configured directory, empty if none
     * @param instanceArea the framework property {@code osgi.instance.area}, null if there is none. The platform writes
     *        this URL without encoding: a space stays a space
     * @param bundleData the bundle's data area; may give null
     * @return null if there is no place
     * @throws IllegalArgumentException if the configured directory is no path
     */
    static Path choose(String configured, String instanceArea, Supplier<File> bundleData) {
        if (!configured.isBlank()) {
            try {
                return Path.of(configured.trim(), NAME);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("outboxDirectory is '" + configured
                        + "', which is not a path; give an absolute path of a directory, or nothing.", e);
            }
        }
        if (instanceArea != null && instanceArea.startsWith(FILE_URL)) {
            return new File(instanceArea.substring(FILE_URL.length())).toPath().resolve(IN_METADATA).resolve(NAME);
        }
        File data = bundleData.get();
        return data == null ? null : data.toPath().resolve(NAME);
    }
}
