// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.desk;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.chatdock.api.connection.Connection;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.customer.CustomerDirectory;
import org.chatdock.api.customer.CustomerInFront;
import org.chatdock.api.dispatch.HandlerRegistry;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.sending.AttachmentUpload;
import org.chatdock.api.sending.ConversationTransfer;
import org.chatdock.api.sending.MessageRecall;
import org.chatdock.api.sending.Outbox;
import org.chatdock.api.sending.OutboxListener;
import org.chatdock.api.sending.ReadReceipts;
import org.chatdock.api.sending.SendHealth;
import org.chatdock.api.sending.TypingSignals;
import org.chatdock.api.store.ConversationExport;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.CustomerCache;
import org.chatdock.api.store.DraftStore;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoreHealth;
import org.chatdock.ui.ChatDesk;
import org.chatdock.ui.ConversationView;
import org.chatdock.ui.DeskView;
import org.chatdock.ui.ExtensionsView;
import org.chatdock.ui.InboxView;
import org.chatdock.ui.internal.model.Times;
import org.chatdock.ui.internal.quick.QuickReplyServices;
import org.chatdock.ui.internal.sound.NewMessageSound;
import org.chatdock.ui.internal.view.Desk;
import org.eclipse.swt.widgets.Composite;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Hangs the desk into OSGi. Every service that it shows may be absent, come and go: the parts stay, and say what is
 * missing. Immediate: drafts and sound must not end when the last view is closed.
 */
@Component(service = ChatDesk.class, immediate = true, configurationPid = UiConfiguration.PID)
@Designate(ocd = UiConfiguration.class)
public final class DeskComponent implements ChatDesk {
    private static final int WORKERS = 3;

    private final ScheduledExecutorService background = Executors
            .newSingleThreadScheduledExecutor(named("chatdock-ui-reader"));
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, named("chatdock-ui-worker"));
    private final ExecutorService strangers = Executors.newCachedThreadPool(named("chatdock-ui-filter"));
    private final StoreEvents events;
    private final NewMessageSound sound;
    private final Desk desk;
    private final Consumer<StoreChange> changes = this::storeChanged;
    private final Consumer<ConnectionStatus> states;
    private final Runnable health;
    private final OutboxListener outgoing;
    private volatile boolean soundOn;

    @Activate
    public DeskComponent(UiConfiguration configuration, @Reference StoreEvents events,
            @Reference Contributors contributors, @Reference QuickReplyServices replies,
            @Reference(service = LoggerFactory.class) Logger logger) {
        this.events = events;
        sound = new NewMessageSound(logger);
        desk = new Desk(background, workers, strangers, contributors.contributions(), replies,
                Clock.systemDefaultZone(), new Times(ZoneId.systemDefault(), Locale.getDefault()), logger);
        states = desk::lineChanged;
        health = desk::storeStatusChanged;
        outgoing = new OutboxListener() {
            @Override
            public void outboxChanged(Set<ConversationId> conversations) {
                desk.outboxChanged(conversations);
            }

            @Override
            public void sendHealthChanged(SendHealth now) {
                desk.sendHealthChanged();
            }
        };
        configure(configuration);
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Activate
    void start() {
        events.listen(changes, states, health, outgoing);
    }

    @Modified
    void configure(UiConfiguration configuration) {
        soundOn = configuration.sound();
        desk.setEnterSends(configuration.enterSends());
    }

    @Deactivate
    void stop() {
        events.leave(changes, states, health, outgoing);
        sound.close();
        desk.close();
        workers.shutdownNow();
        strangers.shutdownNow();
        background.shutdownNow();
    }

    private void storeChanged(StoreChange change) {
        desk.storeChanged(change);
        if (soundOn && change.added().stream().anyMatch(Message::fromCustomer)) {
            sound.play();
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setStore(ConversationStore store) {
        desk.setStore(store);
    }

    void unsetStore(ConversationStore store) {
        desk.unsetStore(store);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setDraftStore(DraftStore store) {
        desk.setDraftStore(store);
    }

    void unsetDraftStore(DraftStore store) {
        desk.unsetDraftStore(store);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setExport(ConversationExport export) {
        desk.setExport(export);
    }

    void unsetExport(ConversationExport export) {
        desk.unsetExport(export);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setHealth(StoreHealth health) {
        desk.setHealth(health);
    }

    void unsetHealth(StoreHealth health) {
        desk.unsetHealth(health);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setCustomerCache(CustomerCache cache) {
        desk.setCustomerCache(cache);
    }

    void unsetCustomerCache(CustomerCache cache) {
        desk.unsetCustomerCache(cache);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setOutbox(Outbox outbox) {
        desk.setOutbox(outbox);
    }

    void unsetOutbox(Outbox outbox) {
        desk.unsetOutbox(outbox);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setInFront(CustomerInFront inFront) {
        desk.setInFront(inFront);
    }

    void unsetInFront(CustomerInFront inFront) {
        desk.unsetInFront(inFront);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setConnection(Connection connection) {
        desk.setConnection(connection);
    }

    void unsetConnection(Connection connection) {
        desk.unsetConnection(connection);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setDirectory(CustomerDirectory directory) {
        desk.setDirectory(directory);
    }

    void unsetDirectory(CustomerDirectory directory) {
        desk.unsetDirectory(directory);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setRegistry(HandlerRegistry registry) {
        desk.setRegistry(registry);
    }

    void unsetRegistry(HandlerRegistry registry) {
        desk.unsetRegistry(registry);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setTyping(TypingSignals service) {
        desk.capabilities().setTyping(service);
    }

    void unsetTyping(TypingSignals service) {
        desk.capabilities().unsetTyping(service);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setReceipts(ReadReceipts service) {
        desk.capabilities().setReceipts(service);
    }

    void unsetReceipts(ReadReceipts service) {
        desk.capabilities().unsetReceipts(service);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setRecall(MessageRecall service) {
        desk.capabilities().recall().set(service);
    }

    void unsetRecall(MessageRecall service) {
        desk.capabilities().recall().unset(service);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setTransfer(ConversationTransfer service) {
        desk.capabilities().transfer().set(service);
    }

    void unsetTransfer(ConversationTransfer service) {
        desk.capabilities().transfer().unset(service);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setUpload(AttachmentUpload service) {
        desk.capabilities().setUpload(service);
    }

    void unsetUpload(AttachmentUpload service) {
        desk.capabilities().unsetUpload(service);
    }

    @Override
    public InboxView createInbox(Composite parent) {
        return desk.createInbox(parent);
    }

    @Override
    public ConversationView createConversation(Composite parent) {
        return desk.createConversation(parent);
    }

    @Override
    public DeskView createLine(Composite parent) {
        return desk.createLine(parent);
    }

    @Override
    public ExtensionsView createExtensions(Composite parent) {
        return desk.createExtensions(parent);
    }

    @Override
    public Optional<ConversationId> current() {
        return desk.current();
    }

    @Override
    public void open(ConversationId conversation) {
        desk.open(conversation);
    }

    @Override
    public void openNext() {
        desk.openNext();
    }

    @Override
    public void markUnread() {
        desk.markUnread();
    }

    @Override
    public String name(ConversationId conversation) {
        return desk.name(conversation);
    }

    @Override
    public void addListener(Consumer<ConversationId> listener) {
        desk.addListener(listener);
    }

    @Override
    public void removeListener(Consumer<ConversationId> listener) {
        desk.removeListener(listener);
    }
}
