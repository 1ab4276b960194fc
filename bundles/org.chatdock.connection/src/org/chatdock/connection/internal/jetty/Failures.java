// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import org.chatdock.connection.internal.line.Ending;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;
import org.eclipse.jetty.websocket.core.exception.UpgradeException;

/**
 * What Jetty throws, in words that an agent or an integrator can act on. Exceptions' own texts may hold the address.
 */
final class Failures {
    private Failures() {
    }

    static Ending ending(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            Ending known = known(t);
            if (known != null) {
                return known;
            }
        }
        Throwable named = failure;
        while ((named instanceof CompletionException || named instanceof ExecutionException
                || named instanceof UpgradeException) && named.getCause() != null) {
            named = named.getCause();
        }
        return new Ending("io", 0, "The connection broke (" + named.getClass().getSimpleName() + ").");
    }

    private static Ending known(Throwable t) {
        if (t instanceof UpgradeException upgrade && upgrade.getResponseStatusCode() > 0) {
            return Ending.refusedUpgrade(upgrade.getResponseStatusCode());
        }
        if (t instanceof MessageTooLargeException) {
            return new Ending("too-large", 1009, "The gateway sent a frame that is larger than maxTextBytes allows.");
        }
        if (t instanceof UnknownHostException || t instanceof UnresolvedAddressException) {
            return new Ending("unknown-host", 0, "The gateway's host name is not known. Check gatewayUrl.");
        }
        if (t instanceof ConnectException) {
            return new Ending("refused", 0, "Nobody answers there. Check gatewayUrl, and that the gateway runs.");
        }
        if (t instanceof SSLException) {
            return new Ending("tls", 0,
                    "No secure connection: the gateway's certificate is not trusted or not its own.");
        }
        if (t instanceof SocketTimeoutException || t instanceof TimeoutException) {
            return new Ending("timeout", 0, "The gateway did not answer in time.");
        }
        return null;
    }
}
