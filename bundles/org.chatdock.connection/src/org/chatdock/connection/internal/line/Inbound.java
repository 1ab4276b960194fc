// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

import org.chatdock.api.dispatch.Delivery;
import org.chatdock.api.dispatch.InboundSink;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.connection.internal.wire.AckFormat;
import org.chatdock.connection.internal.wire.FrameDecoder;

/** From a text frame to the sink, and from the sink back to the outbox. Any thread; for one socket one at a time. */
final class Inbound {
    private static final Set<ByteBuffer> HEARTBEATS = Set.of(StandardCharsets.UTF_8.encode("ping"),
            StandardCharsets.UTF_8.encode("pong"));
    /** The gateway tells its time in whole seconds, so smaller differences of the clocks are none. */
    private static final Duration SAME_TIME = Duration.ofSeconds(2);

    private final IntConsumer strange;
    private final FrameDecoder decoder;
    private final InboundSink sink;
    private final Outbox outbox;
    private final InFlight inFlight;
    private final Clock clock;
    private final Meter meter;
    private final RecentIds recent = new RecentIds();
    private final AtomicLong lastAckMillis = new AtomicLong();
    private volatile long gatewayAheadMillis;

    /** @param strange told the size in bytes of every text that is neither a message nor an answer to a heartbeat */
    Inbound(InboundSink sink, Outbox outbox, InFlight inFlight, Clock clock, Meter meter, IntConsumer strange) {
        this.strange = strange;
        this.decoder = new FrameDecoder(clock);
        this.sink = sink;
        this.outbox = outbox;
        this.inFlight = inFlight;
        this.clock = clock;
        this.meter = meter;
    }

    /** @param gatewayTime what the gateway's clock shows now, null if it does not say */
    void synchronize(Instant gatewayTime) {
        Duration ahead = gatewayTime == null ? Duration.ZERO : Duration.between(clock.instant(), gatewayTime);
        gatewayAheadMillis = ahead.abs().compareTo(SAME_TIME) < 0 ? 0 : ahead.toMillis();
    }

    /**
     * @param agent whose socket it is
     * @return whether to read on from the socket
     */
    boolean text(ByteBuffer payload, Socket socket, String agent) {
        ByteBuffer text = payload.slice();
        Message message = decoder.decode(payload).orElse(null);
        if (message == null) {
            if (!HEARTBEATS.contains(text)) {
                meter.strangeTexts.increment();
                strange.accept(text.remaining());
            }
            return true;
        }
        boolean isRepeat = !recent.add(message.id());
        if (isRepeat) {
            meter.duplicates.increment();
        }
        boolean readOn = inFlight.enter(socket);
        Arrival arrival = new Arrival(message, agent, isRepeat);
        try {
            sink.accept(arrival);
        } catch (RuntimeException | LinkageError e) {
            arrival.done();
            throw e;
        }
        return readOn;
    }

    /**
     * A message that came another way: handled like the others, but not acknowledged, because it was not delivered.
     *
     * @param then run once when nothing more is done with it
     */
    void caughtUp(Message message, Runnable then) {
        if (recent.add(message.id())) {
            meter.caughtUp.increment();
        }
        inFlight.enter();
        Arrival arrival = new Arrival(message, null, false) {
            @Override
            void finished() {
                then.run();
            }
        };
        try {
            sink.accept(arrival);
        } catch (RuntimeException | LinkageError e) {
            arrival.done();
            throw e;
        }
    }

    /**
     * An acknowledgement whose delivery is gone.
     *
     * @param agent by whose sockets it leaves
     */
    void acknowledge(String agent, Message message, String handlerName) {
        outbox.add(agent, new SameAck(message.id(), handlerName), true,
                AckFormat.text(message, ackMillis(), handlerName));
    }

    /** Never earlier than the last one, even when the clock is set back. */
    private long ackMillis() {
        return lastAckMillis.accumulateAndGet(clock.millis() + gatewayAheadMillis, Math::max);
    }

    private record SameAck(MessageId id, String handlerName) {
    }

    private class Arrival implements Delivery {
        private final Message message;
        /** Null if it is not to be acknowledged. */
        private final String agent;
        private final boolean isRepeat;
        private final long began = System.nanoTime();
        private final AtomicBoolean done = new AtomicBoolean();

        Arrival(Message message, String agent, boolean isRepeat) {
            this.message = message;
            this.agent = agent;
            this.isRepeat = isRepeat;
        }

        @Override
        public Message message() {
            return message;
        }

        @Override
        public void acknowledge(String handlerName) {
            if (agent != null) {
                outbox.add(agent, new SameAck(message.id(), handlerName), isRepeat,
                        AckFormat.text(message, ackMillis(), handlerName));
            }
        }

        @Override
        public void done() {
            if (done.compareAndSet(false, true)) {
                meter.handling.add(System.nanoTime() - began);
                inFlight.leave();
                finished();
            }
        }

        void finished() {
            // The socket is resumed by the count alone.
        }
    }
}
