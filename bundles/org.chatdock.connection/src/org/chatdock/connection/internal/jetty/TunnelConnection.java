// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/** Talks to the proxy, then gives the connection to whoever talks to the gateway. */
final class TunnelConnection extends AbstractConnection {
    private final Tunnel tunnel;
    private final Handshake handshake;
    private final ClientConnectionFactory factory;
    private final Map<String, Object> context;
    private ByteBuffer answer;

    TunnelConnection(Tunnel tunnel, Handshake handshake, EndPoint endPoint, ClientConnectionFactory factory,
            Map<String, Object> context) {
        super(endPoint, gateway(context).getHttpClient().getExecutor());
        this.tunnel = tunnel;
        this.handshake = handshake;
        this.factory = factory;
        this.context = context;
    }

    private static Destination gateway(Map<String, Object> context) {
        return (Destination) context.get(HttpClientTransport.HTTP_DESTINATION_CONTEXT_KEY);
    }

    @Override
    public void onOpen() {
        super.onOpen();
        say(handshake.hello());
    }

    private void say(byte[] bytes) {
        expect();
        getEndPoint().write(Callback.from(this::fillInterested, this::fail), ByteBuffer.wrap(bytes));
    }

    /** Never more than is wanted: what follows the answer belongs to the gateway's side. */
    private void expect() {
        answer = BufferUtil.allocate(handshake.wanted());
    }

    @Override
    public void onFillable() {
        try {
            while (read()) {
                byte[] next = handshake.answer(BufferUtil.toArray(answer));
                if (next == null) {
                    handOver();
                    return;
                }
                if (next.length > 0) {
                    say(next);
                    return;
                }
                expect();
            }
            fillInterested();
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    /** Returns whether all that is wanted has come. */
    private boolean read() throws IOException {
        while (answer.remaining() < answer.capacity()) {
            int came = getEndPoint().fill(answer);
            if (came < 0) {
                throw ProxyException.because("The proxy closed the connection");
            }
            if (came == 0) {
                return false;
            }
        }
        return true;
    }

    private void handOver() throws IOException {
        tunnel.isThrough();
        Origin.Address address = gateway(context).getOrigin().getAddress();
        // The name is for the certificate; only the proxy looks it up.
        context.put(ClientConnector.REMOTE_SOCKET_ADDRESS_CONTEXT_KEY,
                InetSocketAddress.createUnresolved(address.getHost(), address.getPort()));
        ClientConnectionFactory inner = gateway(context).isSecure()
                ? gateway(context).getHttpClient().newSslClientConnectionFactory(null, factory) : factory;
        getEndPoint().upgrade(inner.newConnection(getEndPoint(), context));
    }

    @Override
    public boolean onIdleExpired(TimeoutException timeout) {
        fail(timeout);
        return false;
    }

    @Override
    protected void onFillInterestedFailed(Throwable cause) {
        fail(cause);
    }

    private void fail(Throwable cause) {
        getEndPoint().close(cause);
        @SuppressWarnings("unchecked")
        Promise<Connection> promise = (Promise<Connection>) context
                .get(HttpClientTransport.HTTP_CONNECTION_PROMISE_CONTEXT_KEY);
        promise.failed(cause);
    }
}
