// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.security.cert.CertificateException;

/** The gateway's certificate is not accepted. */
final class DistrustException extends CertificateException {
    private static final long serialVersionUID = 1;

    enum Kind {
        UNTRUSTED("The gateway's certificate is not issued by a trusted authority. Write the authority's certificate"
                + " into caFile."),
        NAME("The gateway's certificate is for another host name. Check the host in gatewayUrl."),
        EXPIRED("The gateway's certificate has expired or is not valid yet. Check this computer's clock, or have the"
                + " gateway's certificate renewed."),
        PIN("The gateway's certificate is not the one that is pinned. If it was renewed on purpose, write its new"
                + " fingerprint into pinnedCertificates.");

        private final String reason;

        Kind(String reason) {
            this.reason = reason;
        }

        /** For a human being: what is wrong and what to do. */
        String reason() {
            return reason;
        }
    }

    private final Kind kind;

    DistrustException(Kind kind, Throwable cause) {
        super(kind.name(), cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
