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

import org.chatdock.connection.internal.engine.Ending;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.exception.BadPayloadException;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;
import org.eclipse.jetty.websocket.core.exception.ProtocolException;
import org.eclipse.jetty.websocket.core.exception.UpgradeException;

/**
 * What Jetty throws, in words that an agent or an integrator can act on. Exceptions' own texts may hold the address.
 */
final class Failures {
    private static final String IO = "io";
    private static final String TLS = "tls";

    private Failures() {
    }

    static Ending ending(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            Ending known = known(t);
            if (known != null) {
                return known;
            }
        }
        return new Ending(IO, 0, "The connection broke (" + name(failure) + ").");
    }

    /** Of a try over wss that has not been answered: what just broke, broke for want of TLS most likely. */
    static Ending unanswered(Throwable failure) {
        Ending ending = ending(failure);
        return ending.cause().equals(IO) ? tls(failure) : ending;
    }

    /** Of a try that has not come through its proxy yet. */
    static Ending proxy(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ProxyException refused) {
                return refused.ending();
            }
            if (t instanceof UnknownHostException || t instanceof UnresolvedAddressException) {
                return proxy("The proxy's host name is not known");
            }
            if (t instanceof ConnectException) {
                return proxy("Nobody answers at the proxy's address");
            }
            if (t instanceof SocketTimeoutException || t instanceof TimeoutException) {
                return proxy("The proxy did not answer in time");
            }
        }
        return proxy("The connection to the proxy broke (" + name(failure) + ")");
    }

    /** @param what a sentence without a full stop */
    static Ending proxy(String what) {
        return new Ending("proxy", 0, what + ". Check the proxy setting.");
    }

    private static String name(Throwable failure) {
        Throwable named = failure;
        while ((named instanceof CompletionException || named instanceof ExecutionException
                || named instanceof UpgradeException) && named.getCause() != null) {
            named = named.getCause();
        }
        return named.getClass().getSimpleName();
    }

    private static Ending known(Throwable t) {
        if (t instanceof MessageTooLargeException) {
            return new Ending("too-large", CloseStatus.MESSAGE_TOO_LARGE,
                    "The gateway sent a frame of more than 2 GiB.");
        }
        if (t instanceof ProtocolException || t instanceof BadPayloadException) {
            return new Ending("protocol", CloseStatus.PROTOCOL,
                    "The gateway sent frames that are not valid WebSocket. Look for a proxy that changes them.");
        }
        if (t instanceof HttpResponseException) {
            return new Ending("protocol", 0, "What answers there is not a WebSocket gateway. Check gatewayUrl.");
        }
        if (t instanceof UnknownHostException || t instanceof UnresolvedAddressException) {
            return new Ending("unknown-host", 0, "The gateway's host name is not known. Check gatewayUrl.");
        }
        if (t instanceof ConnectException) {
            return new Ending("refused", 0, "Nobody answers there. Check gatewayUrl, and that the gateway runs.");
        }
        if (t instanceof SSLException) {
            return tls(t);
        }
        if (t instanceof SocketTimeoutException || t instanceof TimeoutException) {
            return new Ending("timeout", 0, "The gateway did not answer in time.");
        }
        return null;
    }

    private static Ending tls(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof DistrustException distrust) {
                return new Ending(TLS, 0, distrust.kind().reason());
            }
        }
        return new Ending(TLS, 0, "No secure connection with the gateway (" + name(failure)
                + "). Check that it speaks TLS 1.2 or 1.3 at this address.");
    }
}
