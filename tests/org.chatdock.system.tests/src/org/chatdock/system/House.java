// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.chatdock.api.connection.Connection;
import org.chatdock.api.connection.ConnectionListener;
import org.chatdock.api.connection.ConnectionState;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.MessageSender;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.KeySource;
import org.chatdock.api.store.StoreHealth;
import org.chatdock.api.store.StoreListener;
import org.chatdock.api.store.StoreStatus;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.simulator.Gateway;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Chatdock as a host sees it: configured through Configuration Admin, used through its services. Closing it removes the
 * configuration, starts what was stopped, and fails if anybody has logged an error that was not expected.
 */
final class House implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String TOKEN = "s3cret-of-this-session";
    private static final String STORE = "org.chatdock.store";
    private static final String CONNECTION = "org.chatdock.connection";
    private static final int PAGE = 7;
    /** Outlives a house: the next one may open the same store. */
    private static final KeySource KEYS = new MemoryKeys();

    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    final BundleContext context = FrameworkUtil.getBundle(House.class).getBundleContext();
    final ErrorLog errors = new ErrorLog(context);
    final List<ConnectionState> states = new CopyOnWriteArrayList<>();
    private final ConfigurationAdmin admin;
    private final Deque<Configuration> configurations = new ArrayDeque<>();
    private final List<ServiceRegistration<?>> listeners = new ArrayList<>();

    /** @param stopped bundles that are not to run at first */
    House(Path directory, Gateway gateway, String... stopped) throws Exception {
        this(directory, gateway, gateway.webSocketUri(), Map.of("retryCapMillis", "1"), stopped);
    }

    /**
     * @param line where the line goes: the gateway, or something that stands before it
     * @param settings more of the connection's configuration
     * @param stopped bundles that are not to run at first
     */
    House(Path directory, Gateway gateway, URI line, Map<String, Object> settings, String... stopped)
            throws Exception {
        for (String bundle : stopped) {
            stop(bundle);
        }
        admin = service(ConfigurationAdmin.class);
        // Before the store is configured: what is tested here is tested encrypted.
        listeners.add(context.registerService(KeySource.class, KEYS, null));
        listeners.add(context.registerService(StoreListener.class, change -> changed(), null));
        listeners.add(context.registerService(ConnectionListener.class, status -> {
            states.add(status.state());
            changed();
        }, null));
        configure(STORE, Map.of("directory", directory.toString()));
        configure("org.chatdock.account", Map.of("corpId", "demo", "userId", "lin", "token", TOKEN));
        configure("org.chatdock.sending", Map.of("apiUrl", gateway.sendUri().toString()));
        await(this::hasStore, "a store");
        connect(line, directory, settings);
        // The client may know that it is up before the gateway does: what is cut or pushed before that meets nobody.
        await(() -> gateway.state().socketsOpen() > 0, "a socket of the gateway");
    }

    /** Whether it is open, and all has begun that waited for it. */
    boolean hasStore() {
        StoreHealth health = find(StoreHealth.class);
        return health != null && health.status().state() == StoreStatus.State.READY;
    }

    /** Waits until the line is up. */
    private void connect(URI line, Path directory, Map<String, Object> more) throws Exception {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("gatewayUrl", line.toString());
        // Else what one test leaves waiting would leave by the next one's line.
        settings.put("outboxDirectory", directory.toString());
        configure(CONNECTION, settings);
        await(this::isUp, "a connection");
    }

    boolean isUp() {
        Connection connection = find(Connection.class);
        return connection != null && connection.status().state().isUp();
    }

    /** Until the end; replaces what was said of the same before. */
    void configure(String pid, Map<String, Object> settings) throws IOException {
        Configuration configuration = admin.getConfiguration(pid, "?");
        configuration.update(new Hashtable<>(settings));
        if (!configurations.contains(configuration)) {
            configurations.push(configuration);
        }
    }

    Connection connection() {
        return service(Connection.class);
    }

    ConversationStore store() {
        return service(ConversationStore.class);
    }

    MessageSender sender() {
        return service(MessageSender.class);
    }

    boolean has(Class<?> type) {
        return find(type) != null;
    }

    /** A service that must be there. */
    <T> T service(Class<T> type) {
        T service = find(type);
        if (service == null) {
            throw new AssertionError("There is no " + type.getSimpleName() + ".");
        }
        return service;
    }

    private <T> T find(Class<T> type) {
        ServiceReference<T> reference = context.getServiceReference(type);
        return reference == null ? null : context.getService(reference);
    }

    /** A conversation as pages show it, from the oldest message on. */
    List<StoredMessage> messages(ConversationId conversation) {
        List<StoredMessage> all = new ArrayList<>();
        MessageId before = null;
        List<StoredMessage> page = store().page(conversation, before, PAGE);
        while (!page.isEmpty()) {
            all.addAll(0, page);
            before = page.get(0).message().id();
            page = store().page(conversation, before, PAGE);
        }
        return all;
    }

    /** All that is stored. */
    List<StoredMessage> messages() {
        return store().conversations().stream().map(ConversationSummary::id).map(this::messages).flatMap(List::stream)
                .toList();
    }

    boolean isStored(String id) {
        return store().find(new MessageId(id)).isPresent();
    }

    boolean isUnderstood(String id) {
        return store().find(new MessageId(id)).filter(StoredMessage::understood).isPresent();
    }

    void stop(String bundle) throws BundleException {
        bundle(bundle).stop(Bundle.STOP_TRANSIENT);
    }

    void start(String bundle) throws BundleException {
        bundle(bundle).start(Bundle.START_TRANSIENT);
    }

    Bundle bundle(String name) {
        return Arrays.stream(context.getBundles()).filter(bundle -> name.equals(bundle.getSymbolicName())).findFirst()
                .orElseThrow(() -> new AssertionError("There is no bundle " + name + "."));
    }

    /** @param what for the failure: what did not come about in time */
    synchronized void await(Condition condition, String what) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("There is not after " + PATIENCE.toSeconds() + " s: " + what);
            }
            // The gateway tells nobody when it gets something; hence not without a limit.
            wait(20);
        }
    }

    private synchronized void changed() {
        notifyAll();
    }

    @Override
    public void close() throws Exception {
        for (Configuration configuration : configurations) {
            configuration.delete();
        }
        await(() -> find(Connection.class) == null && find(ConversationStore.class) == null, "an end of the services");
        listeners.forEach(ServiceRegistration::unregister);
        start(STORE);
        start("org.chatdock.guest");
        // A store that was stopped may have begun again before it heard that its configuration is gone.
        await(() -> find(StoreHealth.class) == null, "an end of the store");
        try (errors) {
            errors.assertEmpty();
        }
    }
}
