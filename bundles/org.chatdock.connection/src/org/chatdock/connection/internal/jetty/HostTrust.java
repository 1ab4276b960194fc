// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Decides by host: a pinned one by its pin alone, every other by the CAs and by the name in the certificate.
 */
final class HostTrust extends X509ExtendedTrustManager {
    private final Pins pins;
    private final X509ExtendedTrustManager authorities;

    HostTrust(Pins pins, X509ExtendedTrustManager authorities) {
        this.pins = pins;
        this.authorities = authorities;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        String host = engine.getPeerHost();
        if (host == null) {
            throw new CertificateException("no host to verify");
        }
        if (pins.has(host)) {
            if (!pins.accept(host, chain[0])) {
                throw new DistrustException(DistrustException.Kind.PIN, null);
            }
            return;
        }
        try {
            authorities.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw new DistrustException(kind(e, chain, authType), e);
        }
    }

    private DistrustException.Kind kind(CertificateException failure, X509Certificate[] chain, String authType) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof CertificateExpiredException || t instanceof CertificateNotYetValidException) {
                return DistrustException.Kind.EXPIRED;
            }
        }
        try {
            // Without an engine nobody asks for the name.
            authorities.checkServerTrusted(chain, authType);
            return DistrustException.Kind.NAME;
        } catch (CertificateException e) {
            return DistrustException.Kind.UNTRUSTED;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("no host to verify");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("no host to verify");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
