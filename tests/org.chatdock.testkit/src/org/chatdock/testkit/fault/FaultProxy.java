// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Stands between a WebSocket client and a real gateway and lets things go wrong. Without a fault it passes on byte for
 * byte what both say, but for two headers: it takes {@code Sec-WebSocket-Extensions} out of the request, so that texts
 * stay legible, and answers other than 101 get {@code Connection: close}, so that each attempt has a connection of its
 * own. It listens on a free port of the loopback interface.
 *
 * <p>One daemon thread does everything; timing faults use real time. All methods: any thread, effective when they
 * return. After a failure inside the proxy every method, also {@link #close()}, throws {@link IllegalStateException}:
 * no result of such a test counts.
 */
public final class FaultProxy implements AutoCloseable {
    private record Waiter(Predicate<List<ProxiedConnection>> condition, CompletableFuture<Void> met) {
    }

    private final URI gateway;
    private final InetSocketAddress gatewayAddress;
    private final Loop loop;
    private final Port port;
    private final Queue<List<Fault>> plans = new ArrayDeque<>();
    private final List<Relay> relays = new ArrayList<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private List<Fault> standing = List.of();
    private int maxOpenAtOnce;
    private Loop.Timer listenAgain;

    private FaultProxy(URI gateway) throws IOException {
        this.gateway = gateway;
        gatewayAddress = new InetSocketAddress(gateway.getHost(), gateway.getPort() < 0 ? 80 : gateway.getPort());
        loop = new Loop("fault-proxy", this::tellWaiters, this::endAll);
        port = new Port(loop, this::accept);
        port.listen();
    }

    /**
     * A proxy that is ready.
     *
     * @param gateway begins with {@code ws:} or {@code http:}; it need not be there yet
     * @throws UncheckedIOException if there is no port
     */
    public static FaultProxy to(URI gateway) {
        if (!List.of("ws", "http").contains(gateway.getScheme())) {
            throw new IllegalArgumentException("Only ws: and http: can be looked into, not " + gateway.getScheme());
        }
        try {
            FaultProxy proxy = new FaultProxy(gateway);
            proxy.loop.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the client has to go: the gateway's URI, with this proxy's host and port. */
    public URI uri() {
        return uri(gateway.getScheme());
    }

    /** As {@link #uri()}, but {@code wss:}, for a TLS handshake that is to stall ({@link Fault#silentAccept}). */
    public URI tlsUri() {
        return uri("wss");
    }

    private URI uri(String scheme) {
        String tail = (gateway.getRawPath() == null ? "" : gateway.getRawPath())
                + (gateway.getRawQuery() == null ? "" : "?" + gateway.getRawQuery());
        return URI.create(scheme + "://" + port.address().getAddress().getHostAddress() + ":" + port() + tail);
    }

    public int port() {
        return port.address().getPort();
    }

    /** Plans the faults of one connection: the next one that has no plan yet. No fault is a plan, too. */
    public void next(Fault... faults) {
        List<Fault> plan = List.of(faults);
        run(() -> plans.add(plan));
    }

    /** The faults of every connection that has no plan of its own, until {@link #heal()}. */
    public void always(Fault... faults) {
        List<Fault> plan = List.of(faults);
        run(() -> standing = plan);
    }

    /**
     * Lets faults begin on all connections that are open; on those that are not upgraded yet, when they are.
     *
     * @return how many connections there are
     * @throws IllegalArgumentException if a fault works before the upgrade
     */
    public int now(Fault... faults) {
        List<Fault> all = List.of(faults);
        all.forEach(Fault::requireStream);
        return loop.call(() -> {
            List<Relay> alive = relays.stream().filter(relay -> !relay.isOver()).toList();
            alive.forEach(relay -> relay.now(all));
            return alive.size();
        });
    }

    /**
     * Ends all faults and forgets all plans: the proxy listens, open connections work again if that is possible. Ones
     * that are broken, or were kept from their upgrade, stay so.
     */
    public void heal() {
        run(() -> {
            plans.clear();
            standing = List.of();
            relays.forEach(Relay::heal);
            listen();
        });
    }

    /** Refuses TCP connections until {@link #heal()}; open ones stay. The port remains ours. */
    public void refuseConnections() {
        run(() -> {
            forgetListening();
            io(port::refuse);
        });
    }

    /** Refuses TCP connections for some time. */
    public void refuseConnections(Duration time) {
        run(() -> {
            forgetListening();
            io(port::refuse);
            listenAgain = loop.in(time, this::listen);
        });
    }

    /** Lets TCP connections wait for an answer (SYN) until {@link #heal()}; open ones stay. On Linux. */
    public void ignoreConnections() {
        run(() -> {
            forgetListening();
            io(port::ignore);
        });
    }

    /** All connections so far, in order. */
    public List<ProxiedConnection> connections() {
        return loop.call(this::snapshots);
    }

    /** How many upgraded sockets a client had open at the same time, at most. */
    public int maxOpenAtOnce() {
        return loop.call(() -> maxOpenAtOnce);
    }

    /** Waits until at least so many connections have come, now open or not. */
    public List<ProxiedConnection> awaitConnections(int count, Duration deadline) {
        return await(all -> all.size() >= count, deadline);
    }

    /** Waits until at least so many connections have been upgraded, now open or not. */
    public List<ProxiedConnection> awaitUpgrades(int count, Duration deadline) {
        return await(all -> all.stream().filter(one -> one.upgradedNanos().isPresent()).count() >= count, deadline);
    }

    /**
     * Waits until something is true of all connections so far.
     *
     * @param condition runs on the proxy's thread after all that happens there
     * @return the connections, now
     * @throws AssertionError if it is not true in time, or the thread is interrupted
     */
    public List<ProxiedConnection> await(Predicate<List<ProxiedConnection>> condition, Duration deadline) {
        Waiter waiter = new Waiter(condition, new CompletableFuture<>());
        run(() -> waiters.add(waiter));
        try {
            waiter.met().get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Not in " + deadline + "; connections: " + connections(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The fault proxy is closed, or the condition has failed", e.getCause());
        } finally {
            run(() -> waiters.remove(waiter));
        }
        return connections();
    }

    /** Ends all connections, gives up the port, and returns when the thread is gone. */
    @Override
    public void close() {
        loop.stop();
    }

    private void accept(SocketChannel channel) {
        relays.forEach(Relay::lookAtClient);
        List<Fault> plan = plans.isEmpty() ? standing : plans.remove();
        try {
            Relay relay = new Relay(loop, relays.size() + 1, channel, gatewayAddress, plan, this::countOpen);
            relays.add(relay);
            relay.start();
        } catch (IOException goneAgain) {
            io(channel::close);
        }
    }

    private void countOpen() {
        maxOpenAtOnce = Math.max(maxOpenAtOnce, (int) relays.stream().filter(Relay::isOpen).count());
    }

    private List<ProxiedConnection> snapshots() {
        return relays.stream().map(Relay::snapshot).toList();
    }

    private void tellWaiters() {
        if (waiters.isEmpty()) {
            return;
        }
        List<ProxiedConnection> all = snapshots();
        for (Waiter waiter : waiters) {
            try {
                if (waiter.condition().test(all)) {
                    waiter.met().complete(null);
                }
            } catch (RuntimeException | AssertionError e) {
                waiter.met().completeExceptionally(e);
            }
        }
    }

    private void endAll() {
        io(port::close);
        relays.forEach(relay -> relay.close(Ending.FIN));
        waiters.forEach(waiter -> waiter.met().cancel(false));
    }

    private void listen() {
        forgetListening();
        io(port::listen);
    }

    private void forgetListening() {
        if (listenAgain != null) {
            listenAgain.cancel();
            listenAgain = null;
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void io(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Runnable action) {
        loop.call(() -> {
            action.run();
            return null;
        });
    }
}
