// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Whom to trust over wss. The host name is always verified; the only certificate that is accepted without a CA is a
 * pinned one. Immutable.
 */
public final class Tls {
    private final SSLContext context;

    private Tls(SSLContext context) {
        this.context = context;
    }

    /** What the JVM trusts. */
    public static Tls usual() {
        return of(false, "", List.of());
    }

    /**
     * Reads files; blocks.
     *
     * @param trustPlatform whether to trust what the operating system trusts, too
     * @param caFile a PEM file of CA certificates to trust, too; empty for none
     * @param pins {@code host=sha256:HEX} each: this host shows exactly this certificate, or one of those that are
     *        pinned for it
     * @throws IllegalArgumentException naming what is wrong and what to do
     */
    public static Tls of(boolean trustPlatform, String caFile, Collection<String> pins) {
        Pins pinned = Pins.parse(pins);
        List<X509Certificate> authorities = new ArrayList<>();
        if (!caFile.isBlank()) {
            authorities.addAll(read(caFile.trim()));
        }
        if (trustPlatform) {
            authorities.addAll(PlatformTrust.certificates(System.getProperty("os.name"), PlatformTrust.BUNDLES));
        }
        try {
            authorities.addAll(List.of(manager(null).getAcceptedIssuers()));
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                all.setCertificateEntry("ca-" + i, authorities.get(i));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] { new HostTrust(pinned, manager(all)) }, null);
            return new Tls(context);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The JVM's trust store cannot be used: " + e.getClass().getSimpleName(), e);
        }
    }

    private static List<X509Certificate> read(String caFile) {
        List<X509Certificate> certificates;
        try {
            certificates = Pem.certificates(Files.readAllBytes(Path.of(caFile)));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("caFile '" + caFile
                    + "' cannot be read; name a PEM file of CA certificates, or leave it empty.", e);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("caFile '" + caFile
                    + "' holds a damaged certificate; name a PEM file of CA certificates.", e);
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("caFile '" + caFile
                    + "' holds no certificate; name a PEM file with -----BEGIN CERTIFICATE----- in it.");
        }
        return certificates;
    }

    /** @param store null for the JVM's own */
    private static X509ExtendedTrustManager manager(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }

    /** A new one for one Jetty client. */
    SslContextFactory.Client sslContextFactory() {
        SslContextFactory.Client factory = new SslContextFactory.Client();
        factory.setSslContext(context);
        factory.setEndpointIdentificationAlgorithm("HTTPS");
        return factory;
    }
}
