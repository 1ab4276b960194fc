// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** A bundle with one handler, made while the framework runs: as a stranger would deliver it. */
final class HandlerBundle {
    private static final String PACKAGE = "org.chatdock.system.chaos";
    /** One class that the handler may need is not among them. */
    private static final List<String> CLASSES = List.of("Activator", "StrangersHandler");
    private static final String IMPORTS = "org.chatdock.api.dispatch;version=\"[1.0.0,2.0.0)\","
            + "org.chatdock.api.message;version=\"[1.0.0,2.0.0)\",org.chatdock.api.store;version=\"[1.0.0,2.0.0)\","
            + "org.osgi.framework;version=\"[1.10.0,2.0.0)\"";

    /**
     * What stands in the manifest.
     *
     * @param name of the handler
     * @param conduct what it does with a message
     * @param ranking of the service
     * @param types for which types, with commas between them; empty: all
     * @param senders for which types of senders; empty: all
     * @param filter for which messages; empty: all
     */
    record Headers(String name, String conduct, int ranking, String types, String senders, String filter) {
    }

    private HandlerBundle() {
    }

    static String symbolicName(String handler) {
        return PACKAGE + "." + handler;
    }

    /** Installs it; it is not started yet. */
    static Bundle install(BundleContext context, Headers headers) throws IOException, BundleException {
        return context.installBundle("chaos:" + headers.name(), new ByteArrayInputStream(jar(headers)));
    }

    private static byte[] jar(Headers headers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest(headers))) {
            for (String name : CLASSES) {
                String path = PACKAGE.replace('.', '/') + "/" + name + ".class";
                jar.putNextEntry(new ZipEntry(path));
                try (InputStream compiled = HandlerBundle.class.getResourceAsStream("/" + path)) {
                    compiled.transferTo(jar);
                }
            }
        }
        return bytes.toByteArray();
    }

    private static Manifest manifest(Headers headers) {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", symbolicName(headers.name()));
        attributes.putValue("Bundle-Version", "1.0.0");
        attributes.putValue("Bundle-RequiredExecutionEnvironment", "JavaSE-17");
        attributes.putValue("Bundle-Activator", PACKAGE + ".Activator");
        attributes.putValue("Import-Package", IMPORTS);
        attributes.putValue("Chaos-Name", headers.name());
        attributes.putValue("Chaos-Conduct", headers.conduct());
        attributes.putValue("Chaos-Ranking", Integer.toString(headers.ranking()));
        attributes.putValue("Chaos-Types", headers.types());
        attributes.putValue("Chaos-Senders", headers.senders());
        attributes.putValue("Chaos-Filter", headers.filter());
        return manifest;
    }
}
