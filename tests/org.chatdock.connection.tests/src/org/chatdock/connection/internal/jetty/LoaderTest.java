// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import org.junit.jupiter.api.Test;

/** A host's thread may have any class loader; Jetty asks it for services. */
class LoaderTest {
    /** Knows no class and no resource beyond the JVM's. */
    private static final class Bare extends ClassLoader {
        Bare() {
            super(null);
        }

        @Override
        public URL getResource(String name) {
            return null;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return Collections.emptyEnumeration();
        }
    }

    private static void assertWorksWith(ClassLoader loader) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try (Rig rig = Rig.secure(Certificates.get(), Certificates.GOOD,
                Tls.of(false, Certificates.get().caFile(), List.of()))) {
            rig.open(rig.gateway.url("localhost"));
            rig.assertWorks();
            rig.socket.close();
            assertEquals(1000, rig.peer.read().closeCode());
            assertSame(loader, thread.getContextClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aLoaderThatHidesEveryServiceHurtsNothing() throws Exception {
        assertWorksWith(new Bare());
    }

    @Test
    void noLoaderAtAllHurtsNothing() throws Exception {
        assertWorksWith(null);
    }
}
