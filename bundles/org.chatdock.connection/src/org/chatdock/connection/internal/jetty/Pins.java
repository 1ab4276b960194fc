// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hosts whose certificate is known beforehand. */
final class Pins {
    private static final Pattern PIN = Pattern.compile("([^=\\s]+)\\s*=\\s*sha256:([0-9a-f]{64})");

    /** Fingerprints in small letters by host. */
    private final Map<String, Set<String>> fingerprints = new HashMap<>();

    private Pins() {
    }

    /** @throws IllegalArgumentException naming the pin that is none */
    static Pins parse(Collection<String> texts) {
        Pins pins = new Pins();
        for (String text : texts) {
            String[] parts = text.trim().toLowerCase(Locale.ROOT).split("(?=sha256:)", 2);
            // Tools write fingerprints with colons.
            String plain = parts.length < 2 ? "" : parts[0] + "sha256:" + parts[1].substring(7).replace(":", "");
            Matcher matcher = PIN.matcher(plain);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("The pin '" + text + "' is none; write host=sha256: and the 64"
                        + " hexadecimal digits of the certificate's SHA-256 fingerprint.");
            }
            pins.fingerprints.computeIfAbsent(bare(matcher.group(1)), host -> new HashSet<>()).add(matcher.group(2));
        }
        return pins;
    }

    private static String bare(String host) {
        return host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    }

    boolean has(String host) {
        return fingerprints.containsKey(bare(host));
    }

    boolean accept(String host, X509Certificate leaf) {
        return fingerprints.getOrDefault(bare(host), Set.of()).contains(fingerprint(leaf));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has SHA-256, and has read this certificate.", e);
        }
    }
}
