// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.DraftStore;
import org.chatdock.api.store.MessageSearch;
import org.chatdock.api.store.NoteStore;
import org.chatdock.api.store.StoreListener;
import org.chatdock.api.store.StoredMessage;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Hangs the store into OSGi. A store that cannot be opened fails the activation, and the log says why. It waits for its
 * configuration, even an empty one: by then a host knows which workspace it works in, and so where the store belongs.
 */
@Component(service = ConversationStore.class, configurationPid = "org.chatdock.store",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = StoreConfiguration.class)
public final class StoreComponent implements ConversationStore {
    private final BundleContext context;
    private final StoreConfiguration configuration;
    private final Logger logger;
    /** Any thread: listeners are bound before the activation, and come and go afterwards. */
    private final List<StoreListener> listeners = new CopyOnWriteArrayList<>();
    /** Set by the activation, before anybody gets this service. */
    private SqliteStore store;
    /** What it is beside: known only once it is open. */
    private ServiceRegistration<?> more;

    @Activate
    public StoreComponent(BundleContext context, StoreConfiguration configuration,
            @Reference(service = LoggerFactory.class) Logger logger) {
        this.context = context;
        this.configuration = configuration;
        this.logger = logger;
    }

    @Activate
    void open() {
        StoreOptions options = StoreOptions.of(configuration);
        store = new SqliteStore(StoreDirectory.choose(configuration.directory(),
                context.getProperty("osgi.instance.area"), () -> context.getDataFile("store")), options,
                Pace.DEFAULT, logger, listeners);
        more = context.registerService(new String[] { MessageSearch.class.getName(), DraftStore.class.getName(),
                NoteStore.class.getName() }, store, null);
    }

    @Deactivate
    void close() {
        more.unregister();
        store.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(StoreListener listener) {
        listeners.add(listener);
    }

    void removeListener(StoreListener listener) {
        listeners.remove(listener);
    }

    @Override
    public CompletionStage<Appended> append(Message message) {
        return store.append(message);
    }

    @Override
    public CompletionStage<Appended> appendUnknown(Message message) {
        return store.appendUnknown(message);
    }

    @Override
    public CompletionStage<Void> markRead(ConversationId conversation) {
        return store.markRead(conversation);
    }

    @Override
    public Map<ConversationId, MessageId> lastReceived() {
        return store.lastReceived();
    }

    @Override
    public List<ConversationSummary> conversations() {
        return store.conversations();
    }

    @Override
    public List<StoredMessage> page(ConversationId conversation, MessageId before, int limit) {
        return store.page(conversation, before, limit);
    }

    @Override
    public Optional<StoredMessage> find(MessageId id) {
        return store.find(id);
    }

    @Override
    public List<StoredMessage> unknown(long afterArrival, int limit) {
        return store.unknown(afterArrival, limit);
    }

    @Override
    public long size() {
        return store.size();
    }
}
