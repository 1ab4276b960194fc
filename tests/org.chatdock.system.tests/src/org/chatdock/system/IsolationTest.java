// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.chatdock.simulator.Gateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** Nothing that the host has, or has not, gets between the connection room and its own libraries. */
class IsolationTest {
    private static final String CONNECTION = "org.chatdock.connection";
    private static final String LIBRARIES = "org.chatdock.libraries";
    private static final String JETTY = "org.eclipse.jetty.";
    private static final Pattern LINE = Pattern.compile("^chatdock-(connection|jetty)");
    /** Bundles of a Jetty that is not ours. */
    private static final Path OTHER_JETTY = Path.of(System.getProperty("chatdock.otherJetty"));

    @TempDir
    Path directory;

    /** Has all classes and no service of anybody. */
    private static final class NoServices extends ClassLoader {
        private static final String SERVICES = "META-INF/services/";
        private final AtomicInteger asked = new AtomicInteger();

        NoServices(ClassLoader parent) {
            super(parent);
        }

        @Override
        public URL getResource(String name) {
            return hides(name) ? null : super.getResource(name);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return hides(name) ? Collections.emptyEnumeration() : super.getResources(name);
        }

        private boolean hides(String name) {
            boolean hidden = name.startsWith(SERVICES);
            if (hidden) {
                asked.incrementAndGet();
            }
            return hidden;
        }
    }

    private static void assertWorks(Gateway gateway, House house, String id) throws Exception {
        house.await(house::isUp, "a line");
        long acks = gateway.state().acks();
        gateway.push(Frames.text(id, "wm1"));
        assertTrue(gateway.awaitAcks((int) acks + 1, House.PATIENCE));
        assertTrue(house.isStored(id));
    }

    /** All but the few of the Java runtime that keep to themselves. */
    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getThreadGroup() != null
                && !thread.getThreadGroup().getName().equals("InnocuousThreadGroup")).toList();
    }

    @Test
    void noServiceProviderNeedsToBeVisible() throws Exception {
        Map<Thread, ClassLoader> usual = new HashMap<>();
        try (Gateway gateway = Gateway.builder().token(House.TOKEN).start();
                House house = new House(directory, gateway)) {
            house.stop(CONNECTION);
            // So that what classes do once is done anew.
            Bundles.refresh(house.context, house.bundle(LIBRARIES));
            // Else the line would be begun by the thread that opens the store, with all that has waited for it.
            house.await(house::hasStore, "a store");
            // Whoever begins the room: its own threads inherit the class loader.
            NoServices none = new NoServices(IsolationTest.class.getClassLoader());
            for (Thread thread : threads()) {
                usual.put(thread, thread.getContextClassLoader());
                thread.setContextClassLoader(none);
            }
            house.start(CONNECTION);
            assertWorks(gateway, house, "without-services");
            Set<String> inheriting = new TreeSet<>(Thread.getAllStackTraces().keySet().stream()
                    .filter(each -> each.getContextClassLoader() == none && LINE.matcher(each.getName()).find())
                    .map(Thread::getName).toList());
            assertTrue(inheriting.contains("chatdock-connection"), inheriting::toString);
            System.out.println("isolation: no services for " + inheriting + ", asked " + none.asked + " times");
        } finally {
            usual.forEach(Thread::setContextClassLoader);
        }
    }

    @Test
    void anotherJettyInTheHostIsNotTouched() throws Exception {
        List<Bundle> others = new ArrayList<>();
        try (Gateway gateway = Gateway.builder().token(House.TOKEN).start();
                House house = new House(directory, gateway)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(OTHER_JETTY, "*.jar")) {
                for (Path jar : jars) {
                    try (InputStream in = Files.newInputStream(jar)) {
                        others.add(house.context.installBundle("other:" + jar.getFileName(), in));
                    }
                }
            }
            others.add(house.context.installBundle("other:slf4j", new ByteArrayInputStream(slf4j())));
            for (Bundle other : others) {
                other.start();
            }
            assertEquals(3, others.stream().filter(each -> each.getSymbolicName().startsWith(JETTY)
                    && each.getState() == Bundle.ACTIVE && each.getVersion().getMajor() == 12
                    && each.getVersion().getMinor() == 1).count(), others::toString);
            // So that the resolver has the choice.
            Bundles.refresh(house.context, house.bundle(LIBRARIES));
            assertWorks(gateway, house, "beside-another-jetty");

            Bundle connection = house.bundle(CONNECTION);
            List<BundleWire> wires = connection.adapt(BundleWiring.class)
                    .getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE);
            List<BundleWire> jetty = wires.stream().filter(wire -> packageOf(wire).startsWith(JETTY)).toList();
            assertTrue(jetty.size() >= 5, jetty::toString);
            jetty.forEach(wire -> assertEquals(LIBRARIES, wire.getProvider().getBundle().getSymbolicName(),
                    () -> packageOf(wire)));
            Class<?> ours = connection.loadClass("org.eclipse.jetty.util.Callback");
            assertEquals(LIBRARIES, FrameworkUtil.getBundle(ours).getSymbolicName());
            Class<?> theirs = others.stream().filter(each -> each.getSymbolicName().equals(JETTY + "util"))
                    .findFirst().orElseThrow().loadClass("org.eclipse.jetty.util.Callback");
            assertNotSame(ours, theirs);
            System.out.println("isolation: " + jetty.size() + " packages of Jetty from " + LIBRARIES + ", beside "
                    + others);
        } finally {
            for (Bundle other : others) {
                other.uninstall();
            }
        }
    }

    /** What Jetty imports to log; it works as well if nobody has its classes. */
    private static byte[] slf4j() throws IOException {
        Manifest manifest = new Manifest();
        Attributes head = manifest.getMainAttributes();
        head.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        head.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        head.putValue(Constants.BUNDLE_SYMBOLICNAME, "slf4j.in.name");
        head.putValue(Constants.EXPORT_PACKAGE, Stream.of("org.slf4j", "org.slf4j.event", "org.slf4j.helpers",
                "org.slf4j.spi").map(name -> name + ";version=2.0.17").collect(Collectors.joining(",")));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return bytes.toByteArray();
    }

    private static String packageOf(BundleWire wire) {
        return (String) wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE);
    }
}
