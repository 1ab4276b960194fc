// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import org.chatdock.api.store.ConversationStore;
import org.chatdock.testkit.store.StoreMessages;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerConsumer;
import org.sqlite.util.LibraryLoaderUtil;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a {@link Fork} runs: in a framework, copied out of the bundles. A process that stores a little spends most of
 * its time on coming up, so what can be done once for all of them is.
 */
final class ForkedClasses {
    private static final String PACKAGES = "/org/chatdock";

    private final Path directory;
    private final List<String> options;

    private ForkedClasses(Path directory, List<String> options) {
        this.directory = directory;
        this.options = List.copyOf(options);
    }

    /** {@code directory}: exists and is empty. */
    static ForkedClasses in(Path directory) throws IOException {
        if (FrameworkUtil.getBundle(ForkedClasses.class) == null) {
            return new ForkedClasses(directory, List.of("-cp", System.getProperty("java.class.path")));
        }
        List<String> path = new ArrayList<>();
        // In a jar, because classes of a directory are not taken into an archive.
        Path classes = directory.resolve("classes.jar");
        path.add(classes.toString());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(classes))) {
            addAll(FrameworkUtil.getBundle(ConversationStore.class), jar);
            addAll(FrameworkUtil.getBundle(StoreMessages.class), jar);
            addAll(FrameworkUtil.getBundle(ForkedClasses.class), jar);
            // Without the framework's own jar: it is signed, and to check that takes longer than all the rest.
            add(Logger.class, jar);
            add(LoggerConsumer.class, jar);
        }
        copyJars(FrameworkUtil.getBundle(ObjectMapper.class), "jackson-*.jar", directory, path);
        copyJars(FrameworkUtil.getBundle(ForkedClasses.class), "sqlite-*.jar", directory, path);
        return new ForkedClasses(directory, List.of("-cp", String.join(System.getProperty("path.separator"), path)));
    }

    /**
     * The same, with all that a process of a main class loads prepared: the archive that the virtual machine makes at
     * its end, and SQLite's library. Outside of a framework, nothing is prepared.
     *
     * @param input a line for the process to read
     * @param arguments with which it ends by itself
     */
    ForkedClasses prepared(Path temporary, Class<?> main, String input, String... arguments) throws Exception {
        if (FrameworkUtil.getBundle(ForkedClasses.class) == null) {
            return this;
        }
        Path library = directory.resolve(LibraryLoaderUtil.getNativeLibName());
        try (InputStream in = LibraryLoaderUtil.class.getResourceAsStream(
                LibraryLoaderUtil.getNativeLibResourcePath() + "/" + library.getFileName())) {
            Files.copy(in, library);
        }
        List<String> with = new ArrayList<>(options);
        with.add("-Dorg.sqlite.lib.path=" + directory);
        Path archive = directory.resolve("classes.jsa");
        List<String> making = new ArrayList<>(with);
        making.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable"));
        try (Fork fork = Fork.start(new ForkedClasses(directory, making), temporary, main, arguments)) {
            fork.say(input);
            while (fork.line() != null) {
                // It shall do all that it does.
            }
            fork.end();
        }
        with.add("-XX:SharedArchiveFile=" + archive);
        return new ForkedClasses(directory, with);
    }

    /** For the virtual machine, the class path among them. */
    List<String> options() {
        return options;
    }

    /** By the wiring, because in a build a bundle may be a project, where the classes lie somewhere below. */
    private static void addAll(Bundle bundle, JarOutputStream jar) throws IOException {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        for (String name : wiring.listResources(PACKAGES, "*",
                BundleWiring.LISTRESOURCES_RECURSE | BundleWiring.LISTRESOURCES_LOCAL)) {
            if (!name.endsWith("/")) {
                add(wiring.getClassLoader().getResource(name), name, jar);
            }
        }
    }

    private static void add(Class<?> type, JarOutputStream jar) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        add(type.getResource("/" + name), name, jar);
    }

    private static void add(URL content, String name, JarOutputStream jar) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        try (InputStream in = content.openStream()) {
            in.transferTo(jar);
        }
    }

    private static void copyJars(Bundle bundle, String names, Path directory, List<String> path) throws IOException {
        for (URL entry : Collections.list(bundle.findEntries("/lib", names, true))) {
            Path target = directory.resolve(Path.of(entry.getPath()).getFileName());
            try (InputStream in = entry.openStream()) {
                Files.copy(in, target);
            }
            path.add(target.toString());
        }
    }
}
