// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of our own and what it signed, made with keytool once for each JVM. */
final class Certificates {
    /** For localhost and 127.0.0.1. */
    static final String GOOD = "good";
    /** For elsewhere.example. */
    static final String OTHER_NAME = "other";
    /** For localhost and 127.0.0.1, until 2015. */
    static final String EXPIRED = "expired";

    private static final String PASSWORD = "changeit";
    private static final String HERE = "san=dns:localhost,ip:127.0.0.1";

    private static Certificates made;

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    static synchronized Certificates get() throws Exception {
        if (made == null) {
            Certificates certificates = new Certificates(Files.createTempDirectory("chatdock-certificates"));
            certificates.make();
            made = certificates;
        }
        return made;
    }

    private void make() throws Exception {
        keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=Test CA", "-ext", "bc:c=ca:true",
                "-startdate", "2001/01/01", "-validity", "36500", "-keystore", store("ca"));
        keytool("-exportcert", "-rfc", "-alias", "ca", "-file", caFile(), "-keystore", store("ca"));
        sign(GOOD, HERE, "2020/01/01", "36500");
        sign(OTHER_NAME, "san=dns:elsewhere.example", "2020/01/01", "36500");
        sign(EXPIRED, HERE, "2014/01/01", "365");
    }

    private void sign(String alias, String san, String from, String days) throws Exception {
        keytool("-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", "CN=gateway", "-keystore", store(alias));
        keytool("-certreq", "-alias", alias, "-file", path(alias + ".csr"), "-keystore", store(alias));
        keytool("-gencert", "-alias", "ca", "-infile", path(alias + ".csr"), "-outfile", path(alias + ".pem"), "-rfc",
                "-ext", san, "-startdate", from, "-validity", days, "-keystore", store("ca"));
        keytool("-importcert", "-noprompt", "-alias", "ca", "-file", caFile(), "-keystore", store(alias));
        keytool("-importcert", "-noprompt", "-alias", alias, "-file", path(alias + ".pem"), "-keystore",
                store(alias));
    }

    private String store(String name) {
        return path(name + ".p12");
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD, "-J-Xshare:auto", "-J-XX:TieredStopAtLevel=1"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "keytool does not end");
        assertEquals(0, process.exitValue(), output);
    }

    /** The authority's certificate as PEM. */
    String caFile() {
        return path("ca.pem");
    }

    /** The SHA-256 fingerprint of a certificate, in small letters. */
    String fingerprint(String alias) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                .digest(load(alias).getCertificate(alias).getEncoded()));
    }

    /** What a gateway with this certificate needs. */
    SSLContext server(String alias) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore own = load(alias);
        own.deleteEntry("ca");
        keys.init(own, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private KeyStore load(String alias) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(Files.readAllBytes(Path.of(store(alias)))), PASSWORD.toCharArray());
        return store;
    }
}
