// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

/**
 * What a transport is made with.
 *
 * @param connectTimeoutMillis until a TCP connect, and the look-up of a host name, count as failed
 * @param maxTextBytes largest text that is kept; larger ones are dropped while they stream in
 * @param tls whom to trust over wss
 * @param proxies which way to go
 */
public record TransportOptions(int connectTimeoutMillis, int maxTextBytes, Tls tls, ProxySelection proxies) {
    public static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    public static final int MAX_TEXT_BYTES = 4 * 1024 * 1024;

    public TransportOptions {
        if (connectTimeoutMillis < 1) {
            throw new IllegalArgumentException("connectTimeoutMillis is " + connectTimeoutMillis
                    + "; write at least 1.");
        }
        if (maxTextBytes < 1) {
            throw new IllegalArgumentException("maxTextBytes is " + maxTextBytes + "; write at least 1.");
        }
    }

    /** The usual limits, the JVM's trust, no proxy. */
    public static TransportOptions usual() {
        return new TransportOptions(CONNECT_TIMEOUT_MILLIS, MAX_TEXT_BYTES, Tls.usual(), ProxySelection.DIRECT);
    }
}
