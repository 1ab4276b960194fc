// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.chatdock.api.store.KeySource;
import org.chatdock.api.store.StoreHealth;
import org.chatdock.api.store.StoreHealthListener;
import org.chatdock.api.store.StoreListener;
import org.chatdock.api.store.StoreStatus;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Hangs the store into OSGi. It waits for its configuration, even an empty one: by then a host knows which workspace it
 * works in, and so where the store belongs. Then it tells how the store is, and opens it on a thread of its own; what
 * the store offers is registered once it is open, as {@link StoreServices} says.
 */
@Component(service = StoreHealth.class, immediate = true, configurationPid = "org.chatdock.store",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = StoreConfiguration.class)
public final class StoreComponent implements StoreHealth {
    private final BundleContext context;
    /** Any thread: listeners are bound before the activation, and come and go afterwards. */
    private final List<StoreListener> listeners = new CopyOnWriteArrayList<>();
    private final RankedKeySources keySources = new RankedKeySources();
    private final HealthTeller teller;
    private final StoreKeeper keeper;
    /** Until then what comes is only noted. */
    private volatile boolean active;

    @Activate
    public StoreComponent(BundleContext context, StoreConfiguration configuration,
            @Reference(service = LoggerFactory.class) Logger logger) {
        this(context, configuration, new ThreadAgenda("chatdock-store-opener", logger), logger);
    }

    /** {@code agenda}: where the store is opened. */
    StoreComponent(BundleContext context, StoreConfiguration configuration, Agenda agenda, Logger logger) {
        this.context = context;
        teller = new HealthTeller(new ThreadAgenda("chatdock-store-health", logger), StoreKeeper.beginning(), logger);
        StoreOpener opener = new ConfiguredOpener(configuration,
                () -> AccountDirectory.choose(StoreDirectory.choose(configuration.directory(),
                        context.getProperty("osgi.instance.area"), () -> context.getDataFile("store")),
                        configuration.account()),
                keySources, listeners, logger);
        keeper = new StoreKeeper(opener, this::offer, agenda, teller, logger);
    }

    private Runnable offer(OpenStore store) {
        List<ServiceRegistration<?>> registrations = new ArrayList<>();
        for (Object service : store.services()) {
            registrations.add(context.registerService(StoreServices.of(service), service, null));
        }
        return () -> registrations.forEach(ServiceRegistration::unregister);
    }

    @Activate
    void open() {
        active = true;
        keeper.open();
    }

    @Deactivate
    void close() {
        active = false;
        keeper.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY, updated = "updatedKeySource")
    void addKeySource(KeySource source, Map<String, Object> properties) {
        keySources.put(source, properties);
        tryAgain();
    }

    void updatedKeySource(KeySource source, Map<String, Object> properties) {
        addKeySource(source, properties);
    }

    void removeKeySource(KeySource source, Map<String, Object> properties) {
        keySources.remove(properties);
        tryAgain();
    }

    /** What is open stays so: it has its keys. */
    private void tryAgain() {
        if (active) {
            keeper.open();
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(StoreListener listener) {
        listeners.add(listener);
    }

    void removeListener(StoreListener listener) {
        listeners.remove(listener);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addHealthListener(StoreHealthListener listener) {
        teller.add(listener);
    }

    void removeHealthListener(StoreHealthListener listener) {
        teller.remove(listener);
    }

    @Override
    public StoreStatus status() {
        return keeper.status();
    }

    @Override
    public void noticesSeen() {
        keeper.noticesSeen();
    }
}
