// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import static org.chatdock.connection.internal.jetty.Certificates.EXPIRED;
import static org.chatdock.connection.internal.jetty.Certificates.GOOD;
import static org.chatdock.connection.internal.jetty.Certificates.OTHER_NAME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.chatdock.connection.internal.RawGateway;
import org.chatdock.connection.internal.engine.Ending;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TlsTest {
    private static final String WRONG_PIN = "0".repeat(64);

    private static Certificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.get();
    }

    private static Tls withCa(String... pins) {
        return Tls.of(false, certificates.caFile(), List.of(pins));
    }

    private static void assertOpens(String alias, Tls tls, String host) throws Exception {
        try (Rig rig = Rig.secure(certificates, alias, tls)) {
            rig.open(rig.gateway.url(host));
            rig.assertWorks();
        }
    }

    private static void assertRefused(String alias, Tls tls, String host, DistrustException.Kind kind)
            throws Exception {
        try (Rig rig = Rig.secure(certificates, alias, tls)) {
            Thread server = inBackground(rig.gateway);
            rig.connect(rig.gateway.url(host));
            assertEquals(new Ending("tls", 0, kind.reason()), rig.events.awaitEnding());
            assertFalse(rig.events.isOpened());
            server.join();
        }
    }

    /** The gateway's part of a handshake that will not succeed. */
    private static Thread inBackground(RawGateway gateway) {
        Thread thread = new Thread(() -> {
            try {
                gateway.accept();
            } catch (IOException e) {
                // The client has hung up.
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void aGatewayWithACertificateOfACaInTheFileIsTrustedByNameAndByAddress() throws Exception {
        assertOpens(GOOD, withCa(), "localhost");
        assertOpens(GOOD, withCa(), "127.0.0.1");
    }

    @Test
    void anUnknownAuthorityIsRefused() throws Exception {
        assertRefused(GOOD, Tls.usual(), "localhost", DistrustException.Kind.UNTRUSTED);
    }

    @Test
    void anotherHostsCertificateIsRefused() throws Exception {
        assertRefused(OTHER_NAME, withCa(), "localhost", DistrustException.Kind.NAME);
        assertRefused(OTHER_NAME, withCa(), "127.0.0.1", DistrustException.Kind.NAME);
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        assertRefused(EXPIRED, withCa(), "localhost", DistrustException.Kind.EXPIRED);
    }

    @Test
    void aPinnedCertificateIsAcceptedWhateverItsNameDateAndAuthority() throws Exception {
        for (String alias : List.of(GOOD, OTHER_NAME, EXPIRED)) {
            assertOpens(alias, Tls.of(false, "", List.of("localhost=sha256:" + certificates.fingerprint(alias))),
                    "localhost");
        }
    }

    @Test
    void ofSeveralPinsOfAHostOneHasToFit() throws Exception {
        assertOpens(GOOD, Tls.of(false, "", List.of("localhost=sha256:" + WRONG_PIN,
                "LOCALHOST=SHA256:" + colons(certificates.fingerprint(GOOD)))), "localhost");
    }

    private static String colons(String fingerprint) {
        return fingerprint.toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
    }

    @Test
    void aPinnedHostWithAnotherCertificateIsRefusedEvenIfACaVouchesForIt() throws Exception {
        assertRefused(GOOD, withCa("localhost=sha256:" + WRONG_PIN), "localhost", DistrustException.Kind.PIN);
    }

    @Test
    void aPinHoldsForItsHostOnly() throws Exception {
        String pin = "localhost=sha256:" + certificates.fingerprint(OTHER_NAME);
        assertRefused(OTHER_NAME, withCa(pin), "127.0.0.1", DistrustException.Kind.NAME);
        assertOpens(GOOD, withCa("elsewhere.example=sha256:" + WRONG_PIN), "localhost");
    }

    @Test
    void aGatewayThatSpeaksNoTlsIsAnEndWithAReason() throws Exception {
        try (Rig rig = Rig.plain()) {
            rig.connect("wss" + rig.gateway.url().substring(2));
            Thread server = new Thread(() -> {
                try {
                    rig.gateway.acceptRaw().bytes(Rig.bytes("HTTP/1.1 400 Bad Request\r\n\r\n"));
                } catch (IOException e) {
                    // The client has hung up.
                }
            });
            server.start();

            Ending ending = rig.events.awaitEnding();
            server.join();

            assertEquals("tls", ending.cause());
            assertTrue(ending.reason().contains("TLS 1.2"), ending.reason());
        }
    }

    @Test
    void thePlatformsBundleIsReadIfThereIsOne() throws Exception {
        Path missing = Path.of("/nonexistent/bundle.pem");
        Path present = Path.of(certificates.caFile());

        assertEquals(1, PlatformTrust.certificates("Linux", List.of(missing, present)).size());
        assertEquals(List.of(), PlatformTrust.certificates("Linux", List.of(missing)));
        assertEquals(List.of(), PlatformTrust.certificates("Windows 11", List.of(present)));
        assertEquals(List.of(), PlatformTrust.certificates("Mac OS X", List.of(present)));
        Tls.of(true, "", List.of());
    }

    @Test
    void aBundleMayHoldCommentsAndKeys() throws Exception {
        String ca = Files.readString(Path.of(certificates.caFile()));
        String key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";

        assertEquals(2, Pem.certificates(Rig.bytes("# mine\n" + ca + key + "# and\r\n" + ca)).size());
    }

    @Test
    void aBadConfigurationSaysWhatToDo() throws Exception {
        Path empty = Files.createTempFile("chatdock", ".pem");
        Path damaged = Files.createTempFile("chatdock", ".pem");
        Files.writeString(damaged, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        assertRefuses("cannot be read", "/nonexistent.pem");
        assertRefuses("cannot be read", "\0");
        assertRefuses("holds no certificate", empty.toString());
        assertRefuses("damaged", damaged.toString());
        for (String pin : List.of("", "localhost", "localhost=sha1:00", "=sha256:" + WRONG_PIN,
                "localhost=sha256:" + WRONG_PIN.substring(1), "localhost=sha256:" + WRONG_PIN + "0",
                "localhost=sha256:" + "x".repeat(64))) {
            assertRefuses("write host=sha256:", "", pin);
        }
        Files.delete(empty);
        Files.delete(damaged);
    }

    private static void assertRefuses(String hint, String caFile, String... pins) {
        String message = assertThrows(IllegalArgumentException.class,
                () -> Tls.of(false, caFile, List.of(pins))).getMessage();
        assertTrue(message.contains(hint), message);
    }

    @Test
    void dryAndDemandHoldOverTlsToo() throws Exception {
        try (Rig rig = Rig.secure(certificates, GOOD, withCa())) {
            rig.connect(rig.gateway.url("localhost"));
            rig.peer = rig.gateway.acceptUpgraded();
            rig.events.awaitOpened();
            rig.socket.resume();
            rig.events.awaitDry();
            rig.peer.text("1");
            assertEquals("1", rig.events.nextText());
            rig.events.awaitDry();

            String large = "x".repeat(Rig.MAX_TEXT);
            rig.peer.text(large);
            assertEquals(large, rig.events.nextText());
            assertEquals("dry", rig.events.story.get(rig.events.story.lastIndexOf("text") - 1));
        }
    }

    @Test
    void abortDropsATlsHandshakeThatStandsStill() throws Exception {
        try (Rig rig = Rig.plain()) {
            rig.socket = rig.transport.connect(URI.create("wss" + rig.gateway.url().substring(2)), Map.of(),
                    rig.events);
            rig.peer = rig.gateway.acceptRaw();

            rig.socket.abort();

            rig.peer.awaitEnd();
            assertEquals(List.of(), rig.events.story);
        }
    }
}
