// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A socket without a network: the test plays the peer. */
final class FakeSocket implements Socket {
    final URI address;
    final Map<String, String> headers;
    final SocketEvents events;
    final List<List<String>> batches = new ArrayList<>();
    final Deque<Consumer<Boolean>> unanswered = new ArrayDeque<>();
    boolean answersWrites = true;
    int resumed;
    int probes;
    int closed;
    int aborted;

    FakeSocket(URI address, Map<String, String> headers, SocketEvents events) {
        this.address = address;
        this.headers = headers;
        this.events = events;
    }

    FakeSocket() {
        this(null, Map.of(), null);
    }

    /** A socket whose writes stay under way until {@link #answer}. */
    static FakeSocket slow() {
        FakeSocket socket = new FakeSocket();
        socket.answersWrites = false;
        return socket;
    }

    /** All texts, in order. */
    List<String> written() {
        return batches.stream().flatMap(List::stream).toList();
    }

    /** Ends the oldest write under way. */
    void answer(boolean sent) {
        unanswered.remove().accept(sent);
    }

    /** The peer sends a text, and nothing more for the moment. */
    boolean receive(String text) {
        boolean readOn = read(text);
        events.dry();
        return readOn;
    }

    /** The peer sends a text, and there is more to read behind it. */
    boolean read(String text) {
        events.alive(text.length());
        return events.text(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), this);
    }

    @Override
    public void write(List<String> texts, Consumer<Boolean> done) {
        batches.add(List.copyOf(texts));
        if (answersWrites) {
            done.accept(true);
        } else {
            unanswered.add(done);
        }
    }

    @Override
    public void probe() {
        probes++;
    }

    @Override
    public void resume() {
        resumed++;
    }

    @Override
    public void close() {
        closed++;
    }

    @Override
    public void abort() {
        aborted++;
    }
}
