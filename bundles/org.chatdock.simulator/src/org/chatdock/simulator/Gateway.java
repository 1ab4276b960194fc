// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.chatdock.simulator.internal.delivery.Cast;
import org.chatdock.simulator.internal.delivery.CustomerVoices;
import org.chatdock.simulator.internal.delivery.DeliveryDesk;
import org.chatdock.simulator.internal.delivery.Frame;
import org.chatdock.simulator.internal.delivery.FrameWriter;
import org.chatdock.simulator.internal.delivery.FreshIds;
import org.chatdock.simulator.internal.delivery.History;
import org.chatdock.simulator.internal.delivery.Playback;
import org.chatdock.simulator.internal.delivery.RedeliveryPolicy;
import org.chatdock.simulator.internal.delivery.SentMessages;
import org.chatdock.simulator.internal.delivery.Timeline;
import org.chatdock.simulator.internal.http.GatewayServer;
import org.chatdock.simulator.internal.http.Trouble;
import org.chatdock.simulator.internal.http.Uploads;
import org.chatdock.simulator.internal.ledger.Ledger;
import org.chatdock.simulator.internal.ledger.RecordFile;

/**
 * A running gateway on a loopback port. All methods: any thread.
 * <p>
 * Waiting methods measure real time whatever the gateway's clock; they look at every change and do not poll.
 */
public final class Gateway implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Gateway.class.getName());

    private final GatewayServer server;
    private final Ledger ledger;
    private final DeliveryDesk desk;
    private final Trouble trouble;
    private final Playback playback;
    private final Uploads uploads;
    private final GatewayServer.Parts parts;
    /** Null if the scheduler is somebody else's. */
    private final OwnScheduler ownScheduler;

    private Gateway(GatewayBuilder options, GatewayServer server, RecordFile record) {
        Script script = options.script;
        Clock clock = options.clock;
        Instant start = clock.instant();
        this.server = server;
        ownScheduler = options.scheduler == null ? new OwnScheduler() : null;
        Scheduler scheduler = ownScheduler == null ? options.scheduler : ownScheduler;
        ledger = new Ledger(script.messageIds().size(), record);
        History history = new History();
        desk = new DeliveryDesk(clock, scheduler,
                new RedeliveryPolicy(options.redeliverAfter, options.redeliverLimit),
                new DeliveryDesk.Manners(options.holdWhileAway, options.singleSession), ledger, history);
        trouble = new Trouble(desk);
        Timeline timeline = new Timeline(start, options.pace, end(script));
        Cast cast = new Cast(options.corp, options.user, mediaUri());
        FrameWriter writer = new FrameWriter(cast);
        playback = new Playback(script.messages(), timeline, clock, scheduler, writer, desk,
                options.freshIds ? new FreshIds(start)::of : UnaryOperator.identity(), ledger::played);
        CustomerVoices voices = new CustomerVoices(script, timeline, clock, scheduler, writer, desk,
                answerIds(script, start));
        uploads = new Uploads(httpUri(), options.uploadSpace);
        parts = new GatewayServer.Parts(options.corp, options.token, cast.agent(), options.answerPings, options.echo,
                options.clientIdField, options.largestUpload, options.recallWithin, options.agents, desk, history,
                new SentMessages(history, options.clientIdField, start), uploads, ledger, trouble, voices, clock,
                scheduler);
    }

    private static Duration end(Script script) {
        return script.messages().stream().map(ScriptedMessage::at).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** Answers follow what the agent does, which is new in every run, so their ids are as well. */
    private static Supplier<ScriptId> answerIds(Script script, Instant start) {
        AtomicInteger count = new AtomicInteger();
        FreshIds fresh = new FreshIds(start);
        return () -> fresh.of(new ScriptId(script.name() + "-answer-" + count.incrementAndGet(), false));
    }

    /** Options, all with defaults. */
    public static GatewayBuilder builder() {
        return new GatewayBuilder();
    }

    static Gateway start(GatewayBuilder options) throws IOException {
        RecordFile record = options.record == null ? new RecordFile() : new RecordFile(options.record);
        Gateway gateway = null;
        try {
            gateway = new Gateway(options, new GatewayServer(options.port), record);
            gateway.server.start(gateway.parts);
            gateway.playback.play();
            return gateway;
        } catch (IOException | RuntimeException e) {
            if (gateway == null) {
                record.close();
            } else {
                gateway.close();
            }
            throw e;
        }
    }

    /** Where agents open their socket. */
    public URI webSocketUri() {
        return URI.create("ws://127.0.0.1:" + server.port() + "/ws");
    }

    /** The root of everything that is HTTP, without a slash at the end. */
    public URI httpUri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** The send call. */
    public URI sendUri() {
        return URI.create(httpUri() + "/sendMsgToUser");
    }

    /** The history call. */
    public URI historyUri() {
        return URI.create(httpUri() + "/history");
    }

    /** The upload call. */
    public URI uploadUri() {
        return URI.create(httpUri() + "/upload");
    }

    /** The recall call. */
    public URI recallUri() {
        return URI.create(httpUri() + "/recall");
    }

    /** Whom a conversation can be handed over to. */
    public URI agentsUri() {
        return URI.create(httpUri() + "/agents");
    }

    /** The transfer call. */
    public URI transferUri() {
        return URI.create(httpUri() + "/transfer");
    }

    /** The root of the media, without a slash at the end. */
    public URI mediaUri() {
        return URI.create(httpUri() + "/media");
    }

    /** The port on loopback. */
    public int port() {
        return server.port();
    }

    /**
     * Writes a frame now, or as soon as there is a socket, unless {@link GatewayBuilder#holdWhileAway} says otherwise.
     *
     * @param frame any text. If it is a JSON object it joins the history, and if it has a {@code MsgId} it is
     *        redelivered like a scripted message
     */
    public void push(String frame) {
        desk.offer(Frame.of(frame));
    }

    /** Trouble on request. */
    public Faults faults() {
        return trouble;
    }

    /** All acknowledgements so far in order of arrival, a copy. */
    public List<Ack> acks() {
        return ledger.acks();
    }

    /** All text frames so far that were neither {@code ping} nor an acknowledgement, a copy. */
    public List<String> malformedAcks() {
        return ledger.malformedAcks();
    }

    /** All send calls so far in order of arrival, a copy. */
    public List<Send> sends() {
        return ledger.sends();
    }

    /** All files that were taken so far in order of arrival, a copy. */
    public List<Upload> uploads() {
        return uploads.all();
    }

    /** All transfers that were made so far in order of arrival, a copy. */
    public List<Transfer> transfers() {
        return ledger.transfers();
    }

    /** All counters at this moment. */
    public GatewayState state() {
        return ledger.state();
    }

    /** How often a message has been written, all sockets together; 0 for an unknown id. */
    public int deliveriesOf(String messageId) {
        return desk.deliveriesOf(messageId);
    }

    /**
     * Waits until there have been so many acknowledgements.
     *
     * @return whether there have; false when the time is up
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitAcks(int count, Duration atMost) throws InterruptedException {
        return await(state -> state.acks() >= count, atMost);
    }

    /**
     * Waits until there have been so many send calls.
     *
     * @return whether there have; false when the time is up
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitSends(int count, Duration atMost) throws InterruptedException {
        return await(state -> state.sends() >= count, atMost);
    }

    /**
     * Waits until exactly so many sockets are open.
     *
     * @return whether they are; false when the time is up
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitSocketsOpen(int count, Duration atMost) throws InterruptedException {
        return await(state -> state.socketsOpen() == count, atMost);
    }

    /**
     * Waits until so many distinct messages have been written.
     *
     * @return whether they have; false when the time is up
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitDelivered(int distinctIds, Duration atMost) throws InterruptedException {
        return await(state -> state.deliveredIds() >= distinctIds, atMost);
    }

    /**
     * Waits until the counters are such.
     *
     * @param condition a quick look at the counters; runs under the gateway's lock and must not call the gateway
     * @return whether they are; false when the time is up
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean await(Predicate<GatewayState> condition, Duration atMost) throws InterruptedException {
        return ledger.await(condition, atMost);
    }

    /** Cuts all sockets, frees the port, ends all threads of its own; within three seconds. What was counted stays. */
    @Override
    public void close() {
        playback.close();
        desk.close();
        trouble.cutSockets();
        try {
            server.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the simulator's port did not close cleanly", e);
        }
        if (ownScheduler != null) {
            ownScheduler.close();
        }
        ledger.close();
    }
}
