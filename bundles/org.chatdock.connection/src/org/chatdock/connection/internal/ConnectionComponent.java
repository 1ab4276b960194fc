// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;

import org.chatdock.api.connection.Connection;
import org.chatdock.api.connection.ConnectionListener;
import org.chatdock.api.connection.ConnectionMetrics;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.connection.ConnectionTransition;
import org.chatdock.api.connection.CredentialSource;
import org.chatdock.api.connection.HistorySource;
import org.chatdock.api.connection.QuarantinedFrame;
import org.chatdock.api.dispatch.InboundSink;
import org.chatdock.api.dispatch.LateAcknowledger;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.connection.internal.engine.EngineOptions;
import org.chatdock.connection.internal.jetty.JettyTransport;
import org.chatdock.connection.internal.jetty.ProxySelection;
import org.chatdock.connection.internal.line.AckJournal;
import org.chatdock.connection.internal.line.CatchUp;
import org.chatdock.connection.internal.line.Clocks;
import org.chatdock.connection.internal.line.Endpoint;
import org.chatdock.connection.internal.line.Interfaces;
import org.chatdock.connection.internal.line.Lane;
import org.chatdock.connection.internal.line.Line;
import org.chatdock.connection.internal.line.LineParts;
import org.chatdock.connection.internal.line.MappedAckJournal;
import org.chatdock.connection.internal.line.SignInDesk;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/** Keeps one line up for as long as it is configured. It waits for the inbound sink: handlers first, then messages. */
@Component(immediate = true, configurationPid = ConnectionConfiguration.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ConnectionConfiguration.class)
public class ConnectionComponent implements Connection, LateAcknowledger {
    private static final int MOST_HELPERS = 3;

    private final ExecutorService helpers = Threads.upTo(MOST_HELPERS, "chatdock-connection-helper");
    private final ExecutorService courierThread = Threads.upTo(1, "chatdock-connection-listeners");
    private final Lane lane = new Lane("chatdock-connection");
    private final Clocks clocks = Clocks.system();
    private final Courier courier;
    private final JettyTransport transport;
    private final MappedAckJournal journal;
    private final Line line;
    /** Made once: a listener is taken back by what it is. */
    private final Runnable signedIn;
    /** Set by SCR on any thread, at any time; null while there is no credential source. */
    private volatile SignInDesk signIn;
    /** Answers nobody. */
    private final SignInDesk closed = new SignInDesk(task -> { }, lane);

    /**
     * Set by SCR on any thread, at any time; never asked here. While it is there without a sign-in that is about to
     * come, and the line waits for it: it must not try as nobody. SCR says nothing of the order.
     */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile CredentialSource source;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY,
            fieldOption = FieldOption.REPLACE)
    volatile HistorySource historySource;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY,
            fieldOption = FieldOption.REPLACE)
    volatile ConversationStore store;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY,
            fieldOption = FieldOption.REPLACE)
    volatile ProxySelection hostProxies;

    @Activate
    public ConnectionComponent(BundleContext context, ConnectionConfiguration configuration,
            @Reference InboundSink sink, @Reference(service = LoggerFactory.class) Logger logger) {
        courier = new Courier(courierThread, logger);
        List<Endpoint> endpoints = ConnectionOptions.endpoints(configuration);
        EngineOptions options = ConnectionOptions.engine(configuration, endpoints.size());
        int maxInFlight = ConnectionOptions.maxInFlight(configuration);
        transport = new JettyTransport(ConnectionOptions.transport(configuration, () -> hostProxies));
        journal = journal(OutboxFile.choose(configuration.outboxDirectory(),
                context.getProperty("osgi.instance.area"), () -> context.getDataFile("")), logger);
        line = new Line(new LineParts(transport, endpoints, sink, maxInFlight,
                journal == null ? AckJournal.NONE : journal, this::signIn,
                new CatchUp(() -> store == null ? null : historySource, this::known, helpers, logger),
                Interfaces::addresses, options, lane, helpers, clocks,
                bound -> ThreadLocalRandom.current().nextLong(bound + 1), courier::tell, logger));
        signedIn = line::signedIn;
        closed.use(CompletableFuture::new);
    }

    /** Whom the line asks now; null if nobody knows who is signed in. */
    SignInDesk signIn() {
        SignInDesk present = signIn;
        return present != null ? present : source != null ? closed : null;
    }

    /** Returns null if it cannot be had: then the gateway has to deliver again what a kill leaves behind. */
    private static MappedAckJournal journal(Path file, Logger logger) {
        if (file == null) {
            return null;
        }
        try {
            return MappedAckJournal.open(file);
        } catch (IOException e) {
            logger.warn("Acknowledgements that wait are kept in memory only: {} cannot be used ({}). Set "
                    + "outboxDirectory in the configuration {} to a directory of this process alone.", file,
                    e.getMessage(), ConnectionConfiguration.PID);
            return null;
        }
    }

    private Map<ConversationId, MessageId> known() {
        ConversationStore present = store;
        return present == null ? Map.of() : present.lastReceived();
    }

    @Activate
    void start() {
        transport.start();
        line.start();
    }

    @Deactivate
    void stop() throws IOException {
        line.stop();
        lane.close();
        transport.close();
        helpers.shutdownNow();
        courierThread.shutdown();
        if (journal != null) {
            journal.close();
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindSignIn(SignInComponent present) {
        signIn = present.desk();
        present.desk().listen(signedIn);
        // Somebody signed in: a line that waits for better credentials need not wait any longer.
        line.signedIn();
    }

    void unbindSignIn(SignInComponent gone) {
        gone.desk().unlisten(signedIn);
        if (signIn == gone.desk()) {
            signIn = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindListener(ConnectionListener listener) {
        courier.add(listener);
    }

    void unbindListener(ConnectionListener listener) {
        courier.remove(listener);
    }

    @Override
    public ConnectionStatus status() {
        return line.status();
    }

    @Override
    public List<ConnectionTransition> history() {
        return line.history();
    }

    @Override
    public ConnectionMetrics metrics() {
        return line.metrics();
    }

    @Override
    public List<QuarantinedFrame> quarantine() {
        return line.quarantine();
    }

    @Override
    public boolean acknowledge(Message message, String handlerName) {
        return line.acknowledge(message, handlerName);
    }

    @Override
    public void retryNow() {
        line.retryNow();
    }

    @Override
    public void disconnect() {
        line.stop();
    }
}
