// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import org.chatdock.api.connection.ConnectionListener;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.connection.HistorySource;
import org.chatdock.api.connection.SignIn;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.Admission;
import org.chatdock.api.sending.Allowance;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.MessageSender;
import org.chatdock.api.sending.Outbox;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.OutboxListener;
import org.chatdock.api.sending.OutboxStore;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendHealth;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendOutcome.Refused;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoreListener;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.sending.internal.jetty.JettySendCall;
import org.chatdock.sending.internal.lane.ThreadLane;
import org.chatdock.sending.internal.outbox.DurableOutbox;
import org.chatdock.sending.internal.outbox.OutboxParts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Hangs the outbox into OSGi. Without an address, or with a wrong configuration, it is there all the same and says
 * {@link Reason#NOT_CONFIGURED}, so that the views work; what is wrong is logged once. A store that is replaced begins
 * it anew, with what the new one has kept.
 */
@Component(immediate = true, configurationPid = "org.chatdock.sending",
        service = { Outbox.class, MessageSender.class, StoreListener.class, ConnectionListener.class })
@Designate(ocd = SendingConfiguration.class)
public final class SendingComponent implements Outbox, MessageSender, StoreListener, ConnectionListener {
    private static final String THREAD = "chatdock-sending-outbox";

    private final SendingConfiguration configuration;
    private final ConversationStore store;
    private final OutboxStore kept;
    private final Logger logger;
    private final List<OutboxListener> listeners = new CopyOnWriteArrayList<>();

    /** Set by SCR on any thread, at any time: whoever ranks highest now. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY, fieldOption = FieldOption.REPLACE)
    volatile HistorySource history;

    /** Null while nobody is signed in. */
    private volatile SignIn signIn;
    /** Set by the activation; null if the configuration is wrong. */
    private volatile DurableOutbox outbox;
    /** Set by the activation, before anybody gets this service: whether anything can be sent. */
    private volatile boolean configured;
    private JettySendCall call;
    private ThreadLane lane;
    /** What is said of the call if nothing can be sent. */
    private SendHealth none;

    @Activate
    public SendingComponent(SendingConfiguration configuration, @Reference ConversationStore store,
            @Reference OutboxStore kept, @Reference(service = LoggerFactory.class) Logger logger) {
        this.configuration = configuration;
        this.store = store;
        this.kept = kept;
        this.logger = logger;
    }

    @Activate
    void start() {
        none = new SendHealth(SendHealth.State.NOT_CONFIGURED, Clock.systemUTC().instant(), 0, "");
        try {
            SendingOptions options = SendingOptions.of(configuration);
            call = JettySendCall.start(options);
            lane = new ThreadLane(THREAD, logger);
            // Without an address, too: what was kept is shown, and can be given up.
            Supplier<SignIn> desk = options.isConfigured() ? () -> signIn : () -> null;
            outbox = new DurableOutbox(new OutboxParts(lane, Clock.systemUTC(), () -> System.nanoTime() / 1_000_000,
                    bound -> ThreadLocalRandom.current().nextLong(bound + 1), call, desk, () -> history, kept, store,
                    options.outbox(), listeners, logger));
            outbox.start();
            configured = options.isConfigured();
        } catch (IllegalArgumentException e) {
            logger.error("{} Nothing can be sent until that is corrected.", e.getMessage());
        }
    }

    @Deactivate
    void stop() {
        if (outbox != null) {
            lane.close(outbox::stop);
            call.close();
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindSignIn(SignIn service) {
        signIn = service;
        DurableOutbox present = outbox;
        if (present != null) {
            present.signedIn();
        }
    }

    void unbindSignIn(SignIn service) {
        // A better one may have been bound before.
        if (signIn == service) {
            signIn = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindListener(OutboxListener listener) {
        listeners.add(listener);
    }

    void unbindListener(OutboxListener listener) {
        listeners.remove(listener);
    }

    private static Reason reason(List<Outgoing> trimmed) {
        return trimmed.stream().anyMatch(DurableOutbox::isEmpty) ? Reason.EMPTY : Reason.NOT_CONFIGURED;
    }

    @Override
    public CompletionStage<Admission> put(List<Outgoing> parts, StoredDraft rest) {
        return configured ? outbox.put(parts, rest)
                : CompletableFuture.completedStage(new Admission.NotTaken(reason(DurableOutbox.checked(parts))));
    }

    @Override
    public CompletionStage<SendOutcome> send(Outgoing message) {
        return configured ? outbox.send(message)
                : CompletableFuture
                        .completedStage(new Refused(reason(DurableOutbox.checked(List.of(message))), ""));
    }

    @Override
    public List<OutboxEntry> entries() {
        return outbox != null ? outbox.entries() : List.of();
    }

    @Override
    public List<OutboxEntry> entries(ConversationId conversation) {
        return outbox != null ? outbox.entries(conversation) : List.of();
    }

    @Override
    public CompletionStage<Boolean> retry(ClientId id) {
        return outbox != null ? outbox.retry(id) : CompletableFuture.completedStage(false);
    }

    @Override
    public CompletionStage<Optional<Outgoing>> discard(ClientId id) {
        return outbox != null ? outbox.discard(id) : CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public CompletionStage<Optional<SendOutcome>> outcome(ClientId id) {
        return outbox != null ? outbox.outcome(id) : CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public SendHealth health() {
        return configured ? outbox.health()
                : new SendHealth(none.state(), none.since(), outbox == null ? 0 : outbox.health().waiting(), "");
    }

    @Override
    public Optional<Allowance> allowance(ConversationId conversation) {
        return outbox != null ? outbox.allowance(conversation) : Optional.empty();
    }

    @Override
    public void storeChanged(StoreChange change) {
        if (outbox != null) {
            outbox.storeChanged(change);
        }
    }

    @Override
    public void connectionChanged(ConnectionStatus status) {
        if (outbox != null) {
            outbox.connectionChanged(status);
        }
    }
}
