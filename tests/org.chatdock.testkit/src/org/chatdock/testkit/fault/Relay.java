// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** One connection of a client, and its twin to the gateway. Only on the loop. */
final class Relay {
    private static final Duration PATIENCE_FOR_A_CLOSE_REPLY = Duration.ofSeconds(2);
    private static final int READ_BYTES = 64 * 1024;

    private enum Phase {
        REQUEST, ANSWER, REPLY, STREAM, TAKEN_BY_A_FAULT
    }

    private final Loop loop;
    private final int number;
    private final InetSocketAddress gateway;
    private final Runnable onUpgrade;
    private final List<Fault> plan;
    private final Leg toServer;
    private final Leg toClient;
    private final List<Loop.Timer> timers = new ArrayList<>();
    private final long acceptedNanos = System.nanoTime();
    private OptionalLong upgradedNanos = OptionalLong.empty();
    private OptionalLong closedNanos = OptionalLong.empty();

    private final Peer client;
    private Peer server;
    private Phase phase = Phase.REQUEST;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private HttpHead answer;
    /** What has come of the body of an answer to an HTTP call that something is to happen to. */
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean closing;

    /** @param onUpgrade told when this has become a WebSocket */
    Relay(Loop loop, int number, SocketChannel channel, InetSocketAddress gateway, List<Fault> plan,
            Runnable onUpgrade) throws IOException {
        this.loop = loop;
        this.number = number;
        this.gateway = gateway;
        this.plan = new ArrayList<>(plan);
        this.onUpgrade = onUpgrade;
        toServer = new Leg(loop, this, Way.TO_SERVER);
        toClient = new Leg(loop, this, Way.TO_CLIENT);
        client = new Peer(loop, channel, SelectionKey.OP_READ, new ClientEvents());
        toServer.from(client);
        toClient.to(client);
    }

    /** Begins with what the plan has for a connection that was just taken. */
    void start() {
        apply(Fault.Stage.ACCEPT);
    }

    ProxiedConnection snapshot() {
        return new ProxiedConnection(number, acceptedNanos, upgradedNanos, closedNanos, toServer.traffic(),
                toClient.traffic());
    }

    boolean isOpen() {
        return upgradedNanos.isPresent() && closedNanos.isEmpty();
    }

    /** Whether both sockets are closed. */
    boolean isOver() {
        return client.closed() && (server == null || server.closed());
    }

    /** @param faults for the stream; a connection that is not upgraded yet gets them then */
    void now(List<Fault> faults) {
        if (phase == Phase.STREAM && upgradedNanos.isPresent()) {
            faults.forEach(fault -> fault.applyTo(this));
        } else {
            plan.addAll(faults);
        }
    }

    void heal() {
        timers.forEach(Loop.Timer::cancel);
        timers.clear();
        plan.clear();
        if (!isOver()) {
            toServer.heal();
            toClient.heal();
        }
    }

    /** Reads what a client whose bytes we hold back has sent, to see whether it has ended the connection. */
    void lookAtClient() {
        while (!client.ended() && !client.reads() && readFromClient() > 0) {
            continue;
        }
    }

    // --- what faults do -----------------------------------------------------------------------------------------

    Leg leg(Way way) {
        return way == Way.TO_SERVER ? toServer : toClient;
    }

    /** Runs something later, unless this ends or is healed before. */
    void later(Duration delay, Runnable action) {
        timers.add(loop.in(delay, action));
    }

    /** The request goes nowhere, what the client sends is dropped. */
    void takeOver() {
        phase = Phase.TAKEN_BY_A_FAULT;
    }

    void answer(byte[] bytes) {
        takeOver();
        toClient.raw(bytes);
        toClient.finish();
    }

    void changeAnswer(String header, String value) {
        answer = answer.with(header, value);
    }

    void cutAnswer(int length, Ending ending) {
        cut(answer.bytes(), length, ending);
    }

    void cutReply(int length, Ending ending) {
        cut(reply(), length, ending);
    }

    void delayReply(Duration delay) {
        takeOver();
        later(delay, () -> answer(reply()));
    }

    private byte[] reply() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(answer.with("Connection", "close").bytes());
        whole.writeBytes(body.toByteArray());
        return whole.toByteArray();
    }

    private void cut(byte[] whole, int length, Ending ending) {
        takeOver();
        toClient.raw(Arrays.copyOf(whole, Math.min(length, whole.length - 1)));
        if (ending == Ending.RESET) {
            reset();
        } else {
            end();
        }
    }

    /** RST to both sides. */
    void reset() {
        close(Ending.RESET);
    }

    /** FIN to both sides; what still comes from the client is dropped. */
    void end() {
        if (server != null) {
            server.close(Ending.FIN);
        }
        toServer.write();
        toClient.finish();
    }

    /** Sends a close frame; then as {@link #end()}, when the client has replied or taken too long. */
    void closeWith(byte[] closeFrame) {
        toClient.atBoundary(() -> {
            closing = true;
            toClient.inject(closeFrame);
            toClient.deafen();
            server.close(Ending.FIN);
            loop.in(PATIENCE_FOR_A_CLOSE_REPLY, toClient::finish);
        });
    }

    /** Ends both sockets. */
    void close(Ending ending) {
        clientIsGone();
        client.close(ending);
        if (server != null) {
            server.close(ending);
        }
        timers.forEach(Loop.Timer::cancel);
        toServer.clear();
        toClient.clear();
    }

    // --- what legs report ---------------------------------------------------------------------------------------

    void closeFrameCame(Way way) {
        if (closing && way == Way.TO_SERVER) {
            toClient.finish();
        }
    }

    /** One side has ended its direction, or everything. */
    void gone(Peer peer, boolean reset) {
        if (peer.closed()) {
            return;
        }
        peer.markEnded();
        if (reset) {
            peer.close(Ending.RESET);
        }
        if (peer == client) {
            clientIsGone();
            if (server == null) {
                close(Ending.FIN);
            }
            toServer.sourceEnded(reset);
        } else {
            if (phase == Phase.ANSWER) {
                toClient.raw(head.toByteArray());
            }
            toClient.sourceEnded(reset);
        }
        settle();
    }

    /** Closes both sockets when neither has anything to say or to hear. */
    void settle() {
        boolean clientDone = client.closed() || client.ended() && toClient.shut();
        boolean serverDone = server == null || server.closed() || server.ended() && toServer.shut();
        if (clientDone && serverDone) {
            close(Ending.FIN);
        }
    }

    // --- the way to the upgrade ---------------------------------------------------------------------------------

    private void clientIsGone() {
        if (closedNanos.isEmpty()) {
            closedNanos = OptionalLong.of(System.nanoTime());
        }
    }

    private void apply(Fault.Stage stage) {
        for (Fault fault : List.copyOf(plan)) {
            if (fault.stage() == stage && phase != Phase.TAKEN_BY_A_FAULT && !isOver()) {
                fault.applyTo(this);
            }
        }
    }

    /** Collects a head; returns what comes after it, or null while it goes on. */
    private byte[] afterHead(byte[] data, int length) {
        head.write(data, 0, length);
        byte[] all = head.toByteArray();
        int end = HttpHead.length(all);
        if (end < 0) {
            if (all.length > HttpHead.LARGEST_BYTES) {
                reset();
            }
            return null;
        }
        head.reset();
        head.write(all, 0, end);
        return Arrays.copyOfRange(all, end, all.length);
    }

    private void request(byte[] data, int length) {
        byte[] rest = afterHead(data, length);
        if (rest == null) {
            return;
        }
        apply(Fault.Stage.REQUEST);
        if (phase == Phase.TAKEN_BY_A_FAULT || isOver()) {
            return;
        }
        toServer.raw(HttpHead.of(head.toByteArray()).without("Sec-WebSocket-Extensions").bytes());
        toServer.raw(rest);
        head.reset();
        phase = Phase.ANSWER;
        connect();
    }

    @SuppressWarnings("resource") // the peer closes it
    private void connect() {
        try {
            SocketChannel channel = SocketChannel.open();
            server = new Peer(loop, channel, SelectionKey.OP_CONNECT, new ServerEvents());
            toServer.to(server);
            toClient.from(server);
            if (channel.connect(gateway)) {
                connected();
            }
        } catch (IOException e) {
            reset();
        }
    }

    private void connected() {
        try {
            server.finishConnect();
            server.wantRead(true);
            toServer.write();
        } catch (IOException e) {
            reset();
        }
    }

    private void answer(byte[] data, int length) {
        byte[] rest = afterHead(data, length);
        if (rest == null) {
            return;
        }
        answer = HttpHead.of(head.toByteArray());
        head.reset();
        if (!answer.isStatus(101)) {
            phase = Phase.REPLY;
            reply(rest, rest.length);
            return;
        }
        phase = Phase.STREAM;
        apply(Fault.Stage.ANSWER);
        if (phase != Phase.STREAM) {
            return;
        }
        toClient.raw(answer.bytes());
        toServer.upgraded();
        toClient.upgraded();
        upgradedNanos = OptionalLong.of(System.nanoTime());
        onUpgrade.run();
        apply(Fault.Stage.STREAM);
        toClient.in(rest, rest.length);
    }

    /** An answer to an HTTP call passes, unless something is to happen to it: then it is collected first. */
    private void reply(byte[] data, int length) {
        body.write(data, 0, length);
        if (plan.stream().noneMatch(fault -> fault.stage() == Fault.Stage.REPLY)) {
            phase = Phase.STREAM;
            toClient.raw(reply());
        } else if (body.size() >= answer.bodyLength()) {
            apply(Fault.Stage.REPLY);
        }
    }

    private int readFromClient() {
        return read(client, (data, length) -> {
            switch (phase) {
                case REQUEST -> request(data, length);
                case ANSWER, REPLY, STREAM -> toServer.in(data, length);
                case TAKEN_BY_A_FAULT -> { }
            }
        });
    }

    private void readFromServer() {
        read(server, (data, length) -> {
            switch (phase) {
                case ANSWER -> answer(data, length);
                case REPLY -> reply(data, length);
                case STREAM -> toClient.in(data, length);
                case REQUEST, TAKEN_BY_A_FAULT -> { }
            }
        });
    }

    private interface Taker {
        void take(byte[] data, int length);
    }

    private int read(Peer peer, Taker taker) {
        byte[] data = new byte[READ_BYTES];
        int read;
        try {
            read = peer.read(ByteBuffer.wrap(data));
        } catch (IOException e) {
            gone(peer, true);
            return -1;
        }
        if (read < 0) {
            gone(peer, false);
        } else if (read > 0) {
            taker.take(data, read);
        }
        return read;
    }

    private final class ClientEvents implements Peer.Events {
        @Override
        public void connected() {
            throw new IllegalStateException("A client connects, it is not connected to");
        }

        @Override
        public void readable() {
            readFromClient();
        }

        @Override
        public void writable() {
            toClient.write();
        }
    }

    private final class ServerEvents implements Peer.Events {
        @Override
        public void connected() {
            Relay.this.connected();
        }

        @Override
        public void readable() {
            readFromServer();
        }

        @Override
        public void writable() {
            toServer.write();
        }
    }

    /** An answer without a body that ends the connection. */
    static byte[] httpAnswer(int status, List<String> headers) {
        StringBuilder text = new StringBuilder("HTTP/1.1 ").append(status).append(" Fault\r\n");
        headers.forEach(header -> text.append(header).append("\r\n"));
        return text.append("Content-Length: 0\r\nConnection: close\r\n\r\n").toString()
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
