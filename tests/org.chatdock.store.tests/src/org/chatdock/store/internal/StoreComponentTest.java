// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.DraftStore;
import org.chatdock.api.store.MessageSearch;
import org.chatdock.api.store.NoteStore;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class StoreComponentTest {
    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path place;
    private final Set<String> services = new HashSet<>();

    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(BundleContext.class.getClassLoader(),
                new Class<?>[] { BundleContext.class },
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getProperty" -> "file:" + place + "/";
                    case "registerService" -> registration(Set.of((String[]) arguments[0]));
                    default -> null;
                });
    }

    /** Notes which services are there. */
    private ServiceRegistration<?> registration(Set<String> names) {
        services.addAll(names);
        return (ServiceRegistration<?>) Proxy.newProxyInstance(BundleContext.class.getClassLoader(),
                new Class<?>[] { ServiceRegistration.class }, (proxy, method, arguments) -> {
                    services.removeAll(names);
                    return null;
                });
    }

    private StoreComponent component(Map<String, Object> configuration) {
        return new StoreComponent(context(), Configured.with(configuration), log.logger());
    }

    @Test
    void storesInTheWorkspaceAndTellsListenersBoundBeforeAndAfterItsActivation() throws Exception {
        BlockingQueue<StoreChange> told = new LinkedBlockingQueue<>();
        StoreComponent component = component(Map.of());
        component.addListener(told::add);
        component.open();
        component.addListener(told::add);

        assertEquals(Appended.ADDED,
                component.append(fromUser("ann", "1", 5)).toCompletableFuture().get(60, TimeUnit.SECONDS));
        component.appendUnknown(fromUser("ann", "2", 6)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        component.markRead(new ConversationId("ann")).toCompletableFuture().get(60, TimeUnit.SECONDS);

        assertTrue(told.poll(60, TimeUnit.SECONDS) != null && told.poll(60, TimeUnit.SECONDS) != null);
        assertEquals(2, component.size());
        assertEquals(2, component.page(new ConversationId("ann"), null, 5).size());
        assertEquals(0, component.conversations().get(0).unread());
        assertTrue(component.find(new MessageId("2")).isPresent());
        assertEquals(Set.of(DraftStore.class.getName(), MessageSearch.class.getName(), NoteStore.class.getName()),
                services);
        component.close();
        assertEquals(Set.of(), services);
        assertTrue(Files.exists(place.resolve(".metadata/.plugins/org.chatdock.store/messages.db")));
    }

    @Test
    void aWrongConfigurationFailsTheActivationInASentence() {
        StoreComponent wrongDirectory = component(Map.of("directory", place.resolve("a").resolve("b").toString()));
        assertThrows(StoreException.class, wrongDirectory::open);

        StoreComponent wrongMode = component(Map.of("synchronous", "maybe"));
        assertThrows(IllegalArgumentException.class, wrongMode::open);
    }
}
