// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

import org.chatdock.api.dispatch.Delivery;
import org.chatdock.api.dispatch.InboundSink;
import org.chatdock.api.message.Message;
import org.chatdock.connection.internal.wire.AckFormat;
import org.chatdock.connection.internal.wire.FrameDecoder;

/** From a text frame to the sink, and from the sink back to the outbox. Any thread; for one socket one at a time. */
final class Inbound {
    private static final Set<ByteBuffer> HEARTBEATS = Set.of(StandardCharsets.UTF_8.encode("ping"),
            StandardCharsets.UTF_8.encode("pong"));

    private final IntConsumer strange;
    private final FrameDecoder decoder;
    private final InboundSink sink;
    private final Outbox outbox;
    private final InFlight inFlight;
    private final Clock clock;
    private final AtomicLong lastAckMillis = new AtomicLong();

    /** @param strange told the size in bytes of every text that is neither a message nor an answer to a heartbeat */
    Inbound(InboundSink sink, Outbox outbox, int maxInFlight, Clock clock, IntConsumer strange) {
        this.strange = strange;
        this.decoder = new FrameDecoder(clock);
        this.sink = sink;
        this.outbox = outbox;
        this.inFlight = new InFlight(maxInFlight);
        this.clock = clock;
    }

    /** Returns whether to read on from the socket. */
    boolean text(ByteBuffer payload, Socket socket) {
        ByteBuffer text = payload.slice();
        Message message = decoder.decode(payload).orElse(null);
        if (message == null) {
            if (!HEARTBEATS.contains(text)) {
                strange.accept(text.remaining());
            }
            return true;
        }
        boolean readOn = inFlight.enter(socket);
        Arrival arrival = new Arrival(message);
        try {
            sink.accept(arrival);
        } catch (RuntimeException | LinkageError e) {
            arrival.done();
            throw e;
        }
        return readOn;
    }

    /** Never earlier than the last one, even when the clock is set back. */
    private long ackMillis() {
        return lastAckMillis.accumulateAndGet(clock.millis(), Math::max);
    }

    private final class Arrival implements Delivery {
        private final Message message;
        private final AtomicBoolean done = new AtomicBoolean();

        Arrival(Message message) {
            this.message = message;
        }

        @Override
        public Message message() {
            return message;
        }

        @Override
        public void acknowledge(String handlerName) {
            outbox.add(AckFormat.text(message, ackMillis(), handlerName));
        }

        @Override
        public void done() {
            if (done.compareAndSet(false, true)) {
                inFlight.leave();
            }
        }
    }
}
