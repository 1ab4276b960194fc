// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.chatdock.connection.internal.engine.Ending;
import org.chatdock.connection.internal.line.Socket;
import org.chatdock.connection.internal.line.SocketEvents;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * One try, and the socket that comes of it, on Jetty's core API: payload bytes instead of texts, explicit demand,
 * batched writes.
 */
final class JettySocket implements Socket, FrameHandler {
    /** What is cut at its end comes in pieces. */
    private static final int INPUT_BUFFER_BYTES = 32 * 1024;

    private final JettyTransport transport;
    private final SocketEvents events;
    private final Telling telling;
    private final Assembly assembly;
    private final Life life = new Life();
    private final AtomicLong probes = new AtomicLong();
    private long answeredProbe;
    private volatile UpgradeRequest request;
    private volatile CompletableFuture<CoreSession> connecting;
    private volatile CoreSession session;
    private volatile boolean dropped;

    JettySocket(JettyTransport transport, SocketEvents events) {
        this.transport = transport;
        this.events = events;
        this.telling = new Telling(events);
        this.assembly = new Assembly(transport.options().maxTextBytes());
    }

    /** The blocking part of a connect. */
    void connect(URI address, Map<String, String> headers) {
        if (dropped) {
            return;
        }
        ProxyRoute route;
        try {
            route = transport.options().proxies().routeFor(address).orElse(null);
        } catch (RuntimeException | LinkageError e) {
            end(Failures.proxy("The proxy setting could not be read (" + e.getClass().getSimpleName() + ")"));
            return;
        }
        try {
            UpgradeRequest made = new UpgradeRequest(transport.client(), address, this, new Tcp(route));
            made.headers(fields -> headers.forEach(fields::put));
            request = made;
            if (!dropped) {
                connecting = transport.client().connect(made);
                connecting.whenComplete((opened, failure) -> {
                    if (failure != null) {
                        fail(failure);
                    }
                });
            }
        } catch (Exception e) {
            fail(e);
        }
        if (dropped) {
            // Whoever dropped it came before there was all this.
            drop();
        }
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        // Jetty's own is 30 s: a line without heartbeats would fall whenever nobody writes.
        opened.setIdleTimeout(Duration.ZERO);
        opened.setAutoFragment(true);
        // No limit: the buffer is one for what comes, and what goes is not cut.
        opened.setMaxFrameSize(0);
        opened.setInputBufferSize(INPUT_BUFFER_BYTES);
        session = opened;
        callback.succeeded();
        if (dropped) {
            opened.abort();
        } else if (telling.begin()) {
            try {
                events.opened(text(opened.getLocalAddress()), request.serverTime());
            } finally {
                telling.finish();
            }
        }
    }

    private static String text(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            return "";
        }
        String host = inet.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + inet.getPort();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        boolean readOn = false;
        if (telling.begin()) {
            try {
                readOn = tell(frame);
            } catch (RuntimeException e) {
                callback.failed(e);
                return;
            } finally {
                telling.finish();
            }
        }
        callback.succeeded();
        if (readOn) {
            resume();
        }
    }

    /** Returns whether to read on. */
    private boolean tell(Frame frame) {
        int came = life.add(frame.getPayloadLength(), frame.isFin());
        if (came >= 0) {
            events.alive(came);
        }
        switch (frame.getOpCode()) {
            case OpCode.PING:
                session.sendFrame(new Frame(OpCode.PONG, copy(frame.getPayload())), Callback.NOOP, false);
                return true;
            case OpCode.PONG:
                pong(frame.getPayload().slice());
                return true;
            case OpCode.CLOSE:
                // Jetty answers it, and onClosed tells of it.
                return false;
            default:
                return message(frame);
        }
    }

    private boolean message(Frame frame) {
        switch (assembly.add(frame)) {
            case TEXT:
                if (!events.text(assembly.text(), this)) {
                    events.dry();
                    return false;
                }
                break;
            case BINARY:
                events.binary();
                break;
            case OVERSIZED:
                events.oversized(assembly.head(), assembly.size());
                break;
            default:
                break;
        }
        return true;
    }

    private static ByteBuffer copy(ByteBuffer payload) {
        ByteBuffer copy = ByteBuffer.allocate(payload.remaining());
        copy.put(payload.slice());
        return copy.flip();
    }

    /** A PONG that nobody asked for is a sign of life only. */
    private void pong(ByteBuffer payload) {
        if (payload.remaining() != Long.BYTES) {
            return;
        }
        long number = payload.getLong();
        if (number > answeredProbe && number <= probes.get()) {
            answeredProbe = number;
            events.pong();
        }
    }

    /** What Jetty reads from and writes to once it is upgraded. */
    EndPoint watched(EndPoint endPoint) {
        return new WatchedEndPoint(endPoint, this::dry,
                () -> end(new Ending("timeout", 0, "The gateway does not read what is sent to it.")),
                transport.client().getHttpClient().getScheduler(), transport.writeTimeoutMillis());
    }

    private void dry() {
        if (telling.begin()) {
            try {
                events.dry();
            } catch (RuntimeException | LinkageError e) {
                // Jetty would go on without reading.
                fail(e);
            } finally {
                telling.finish();
            }
        }
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        callback.succeeded();
        fail(cause);
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        callback.succeeded();
        Throwable own = status.getCause();
        if (own == null || status.getCode() == CloseStatus.NO_CLOSE) {
            // With a cause it was this side that closed; only a connection that just broke has one too.
            end(Ending.closed(status.getCode(), status.getReason()));
        } else {
            fail(own);
        }
    }

    private void fail(Throwable failure) {
        UpgradeRequest tried = request;
        Tunnel tunnel = tried == null ? null : tried.tcp().tunnel();
        if (tunnel != null && !tunnel.isUp()) {
            end(Failures.proxy(failure));
        } else if (session == null && tried != null && "wss".equalsIgnoreCase(tried.getURI().getScheme())) {
            end(Failures.unanswered(failure));
        } else {
            end(Failures.ending(failure));
        }
    }

    /** Tells that it has ended, if nothing has told so before. */
    void end(Ending ending) {
        telling.end(ending, this::drop);
    }

    @Override
    public void write(List<String> lines, Consumer<Boolean> done) {
        CoreSession target = session;
        if (target == null) {
            done.accept(false);
            return;
        }
        int last = lines.size() - 1;
        for (int i = 0; i < last; i++) {
            target.sendFrame(new Frame(OpCode.TEXT, lines.get(i)), Callback.NOOP, true);
        }
        // One flush for all: the frames before are handed over before this one is.
        target.sendFrame(new Frame(OpCode.TEXT, lines.get(last)),
                Callback.from(() -> done.accept(true), failure -> done.accept(false)), false);
    }

    @Override
    public void probe() {
        CoreSession target = session;
        if (target != null) {
            ByteBuffer number = ByteBuffer.allocate(Long.BYTES).putLong(probes.incrementAndGet()).flip();
            target.sendFrame(new Frame(OpCode.PING, number), Callback.NOOP, false);
        }
    }

    @Override
    public void resume() {
        CoreSession target = session;
        if (target != null && !telling.isOver()) {
            try {
                target.demand();
            } catch (IllegalStateException e) {
                // It is being read already, or has ended in between; onClosed has said so or will.
            }
        }
    }

    @Override
    public void close() {
        CoreSession target = session;
        if (target == null) {
            abort();
        } else {
            target.close(CloseStatus.NORMAL, null, Callback.NOOP);
        }
    }

    @Override
    public void abort() {
        telling.mute();
        drop();
    }

    /** Lets go of everything; any number of times. */
    private void drop() {
        dropped = true;
        transport.forget(this);
        UpgradeRequest tried = request;
        if (tried != null) {
            tried.tcp().drop();
        }
        CoreSession target = session;
        if (target != null) {
            target.abort();
        }
        CompletableFuture<CoreSession> attempt = connecting;
        if (attempt != null) {
            attempt.cancel(false);
        }
        if (tried != null) {
            transport.forget(tried.tcp());
        }
    }
}
