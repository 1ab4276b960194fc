// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The CA certificates that the operating system trusts. What it does not have, or not give, is left out. */
final class PlatformTrust {
    /** Where Linux distributions keep them: Debian, Fedora, openSUSE, RHEL, Alpine. */
    static final List<Path> BUNDLES = List.of(Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"), Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"), Path.of("/etc/ssl/cert.pem"));

    private PlatformTrust() {
    }

    /**
     * @param osName as in {@code os.name}
     * @param bundles PEM files; the first that exists counts, unless the system has a store of its own
     */
    static List<X509Certificate> certificates(String osName, List<Path> bundles) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return ofStore("Windows-ROOT");
        }
        if (os.startsWith("mac")) {
            return ofStore("KeychainStore");
        }
        for (Path bundle : bundles) {
            if (Files.isReadable(bundle)) {
                try {
                    return Pem.certificates(Files.readAllBytes(bundle));
                } catch (IOException | GeneralSecurityException e) {
                    return List.of();
                }
            }
        }
        return List.of();
    }

    private static List<X509Certificate> ofStore(String type) {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isCertificateEntry(alias) && store.getCertificate(alias) instanceof X509Certificate ca) {
                    certificates.add(ca);
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            // No such store in this JVM; what the JVM trusts remains.
        }
        return certificates;
    }
}
