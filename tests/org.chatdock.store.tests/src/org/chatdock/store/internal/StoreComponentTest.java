// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.api.store.StoreStatus.State.READY;
import static org.chatdock.api.store.StoreStatus.State.UNAVAILABLE;
import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Appended;
import org.chatdock.api.sending.OutboxStore;
import org.chatdock.api.store.ConversationExport;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.CustomerCache;
import org.chatdock.api.store.DraftStore;
import org.chatdock.api.store.MessageSearch;
import org.chatdock.api.store.NoteStore;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoreMaintenance;
import org.chatdock.api.store.StoreStatus;
import org.chatdock.store.internal.seal.MemoryKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class StoreComponentTest {
    private static final Set<String> SERVICES = Set.of(ConversationExport.class.getName(),
            ConversationStore.class.getName(), CustomerCache.class.getName(), DraftStore.class.getName(),
            MessageSearch.class.getName(), NoteStore.class.getName(), OutboxStore.class.getName(),
            StoreMaintenance.class.getName());

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path place;
    private final Map<String, Object> services = new ConcurrentHashMap<>();
    private final BlockingQueue<StoreStatus> told = new LinkedBlockingQueue<>();

    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(BundleContext.class.getClassLoader(),
                new Class<?>[] { BundleContext.class },
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getProperty" -> "file:" + place + "/";
                    case "registerService" -> registration((String[]) arguments[0], arguments[1]);
                    default -> null;
                });
    }

    /** Notes which services are there. */
    private ServiceRegistration<?> registration(String[] names, Object service) {
        for (String name : names) {
            services.put(name, service);
        }
        return (ServiceRegistration<?>) Proxy.newProxyInstance(BundleContext.class.getClassLoader(),
                new Class<?>[] { ServiceRegistration.class }, (proxy, method, arguments) -> {
                    services.keySet().removeAll(List.of(names));
                    return null;
                });
    }

    private StoreComponent component(Map<String, Object> configuration) {
        StoreComponent component = new StoreComponent(context(), Configured.with(configuration), log.logger());
        component.addHealthListener(told::add);
        return component;
    }

    private static Map<String, Object> service(long id, int ranking) {
        return Map.of("service.id", id, "service.ranking", ranking);
    }

    /** Waits until a listener was told of a state. */
    private StoreStatus await(StoreStatus.State state) throws InterruptedException {
        StoreStatus status;
        do {
            status = told.poll(60, TimeUnit.SECONDS);
            assertNotNull(status, () -> "nobody is told of " + state);
        } while (status.state() != state);
        return status;
    }

    private ConversationStore store() throws InterruptedException {
        await(READY);
        return (ConversationStore) services.get(ConversationStore.class.getName());
    }

    private void opensAndCloses(StoreComponent component) throws InterruptedException {
        component.open();
        store();
        component.close();
    }

    @Test
    void storesInTheWorkspaceAndTellsListenersBoundBeforeAndAfterItsActivation() throws Exception {
        BlockingQueue<StoreChange> changes = new LinkedBlockingQueue<>();
        MemoryKeys keys = new MemoryKeys();
        StoreComponent component = component(Map.of());
        component.addKeySource(keys, service(7, 0));
        component.addListener(changes::add);
        component.open();
        component.addListener(changes::add);
        ConversationStore store = store();

        assertEquals(Appended.ADDED,
                store.append(fromUser("ann", "1", 5)).toCompletableFuture().get(60, TimeUnit.SECONDS));
        store.appendUnknown(fromUser("ann", "2", 6)).toCompletableFuture().get(60, TimeUnit.SECONDS);

        assertTrue(changes.poll(60, TimeUnit.SECONDS) != null && changes.poll(60, TimeUnit.SECONDS) != null);
        assertEquals(2, store.page(new ConversationId("ann"), null, 5).size());
        assertTrue(store.find(new MessageId("2")).isPresent());
        Path file = place.resolve(".metadata/.plugins/org.chatdock.store/messages.db");
        assertEquals(new StoreStatus(READY, true, file.toString(), "", List.of()), component.status());
        assertEquals(SERVICES, services.keySet());
        component.close();
        assertEquals(Map.of(), services);
        assertEquals(1, keys.keys.size());
        assertTrue(Files.exists(file));
    }

    @Test
    void theKeyGoesToTheSourceThatRanksHighestAndIsFoundInAny() throws Exception {
        MemoryKeys low = new MemoryKeys();
        MemoryKeys high = new MemoryKeys();
        StoreComponent first = component(Map.of());
        first.addKeySource(low, service(1, -2000));
        opensAndCloses(first);
        assertEquals(1, low.keys.size());

        StoreComponent second = component(Map.of());
        second.addKeySource(low, service(1, -2000));
        second.addKeySource(high, service(2, 0));
        opensAndCloses(second);
        assertTrue(high.keys.isEmpty());

        StoreComponent third = component(Map.of("directory", place.resolve("third").toString()));
        third.addKeySource(low, service(1, -2000));
        third.addKeySource(high, service(2, 0));
        opensAndCloses(third);
        assertEquals(1, low.keys.size());
        assertEquals(1, high.keys.size());
    }

    @Test
    void aSourceWhoseRankChangesTakesItsNewPlace() throws Exception {
        MemoryKeys one = new MemoryKeys();
        MemoryKeys other = new MemoryKeys();
        StoreComponent component = component(Map.of());
        component.addKeySource(one, service(1, 5));
        component.addKeySource(other, service(2, 0));
        component.updatedKeySource(one, service(1, -5));
        opensAndCloses(component);
        assertEquals(0, one.keys.size());
        assertEquals(1, other.keys.size());
    }

    @Test
    void withoutAKeySourceItSaysSoAndOpensWhenOneComesAndStaysOpenWhenThatGoes() throws Exception {
        StoreComponent component = component(Map.of());
        component.open();
        StoreStatus status = await(UNAVAILABLE);
        assertTrue(status.problem().contains("set encryption to NONE"), status.problem());
        assertTrue(status.problem().contains("provide a KeySource service"), status.problem());
        assertFalse(status.encrypted());
        assertEquals(Map.of(), services);
        log.expect("set encryption to NONE");

        MemoryKeys keys = new MemoryKeys();
        component.addKeySource(keys, service(1, 0));
        ConversationStore store = store();
        assertTrue(component.status().encrypted());
        component.removeKeySource(keys, service(1, 0));
        component.addKeySource(new MemoryKeys(), service(2, 0));
        store.append(fromUser("ann", "1", 5)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertEquals(READY, component.status().state());
        assertEquals(store, services.get(ConversationStore.class.getName()));
        component.close();
    }

    @Test
    void aKeyThatIsLostIsToldWithWhatToDoAndTheStoreOpensWhenItIsBack() throws Exception {
        MemoryKeys keys = new MemoryKeys();
        StoreComponent first = component(Map.of());
        first.addKeySource(keys, service(1, 0));
        opensAndCloses(first);
        told.clear();

        StoreComponent component = component(Map.of());
        component.addKeySource(new MemoryKeys(), service(2, 0));
        component.open();
        StoreStatus status = await(UNAVAILABLE);
        assertTrue(status.problem().contains("set abandon to "), status.problem());
        log.expect("set abandon to");
        component.addKeySource(keys, service(1, -1));
        store();
        component.close();
        told.clear();

        String id = status.problem().replaceAll(".*set abandon to ([0-9a-f]+) .*", "$1");
        StoreComponent third = component(Map.of("abandon", id));
        third.addKeySource(new MemoryKeys(), service(3, 0));
        third.open();
        store();
        log.expect("set aside");
        String notice = third.status().notices().get(0);
        assertTrue(notice.contains("abandoned on") && notice.contains("messages-abandoned-"), notice);
        third.noticesSeen();
        assertEquals(List.of(), third.status().notices());
        third.close();
    }

    @Test
    void withoutAKeySourceItIsOpenedInTheClearOnlyIfConfiguredSo() throws Exception {
        StoreComponent component = component(Map.of("encryption", "none"));
        component.open();
        store().append(fromUser("ann", "1", 5)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertFalse(component.status().encrypted());
        component.close();
        byte[] file = Files.readAllBytes(place.resolve(".metadata/.plugins/org.chatdock.store/messages.db"));
        assertTrue(new String(file, StandardCharsets.ISO_8859_1).contains("text of 1"));
    }

    @Test
    void anotherAccountHasAStoreOfItsOwn() throws Exception {
        for (String account : List.of("lin", "wang", "lin")) {
            StoreComponent component = component(Map.of("encryption", "none", "account", account));
            component.open();
            ConversationStore store = store();
            store.append(fromUser("ann", "1 of " + account, 5)).toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertEquals(1, store.size());
            component.close();
        }
    }

    @Test
    void nothingIsWrittenToDiskIfItIsToKeepAllInMemory() throws Exception {
        BlockingQueue<StoreChange> changes = new LinkedBlockingQueue<>();
        StoreComponent component = component(Map.of("keep", "memory", "directory", place.resolve("a/b").toString()));
        component.addListener(changes::add);
        component.open();
        ConversationStore store = store();

        store.append(fromUser("ann", "1", 5)).toCompletableFuture().get(60, TimeUnit.SECONDS);

        assertTrue(changes.poll(60, TimeUnit.SECONDS) != null);
        assertEquals(1, store.pageAfter(new ConversationId("ann"), null, 5).size());
        assertEquals(SERVICES, services.keySet());
        assertFalse(component.status().encrypted());
        component.close();
        assertEquals(Map.of(), services);
        assertThrows(StoreException.class, store::size);
        try (Stream<Path> files = Files.list(place)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void aWrongConfigurationIsToldInASentence() throws Exception {
        StoreComponent wrongDirectory = component(Map.of("directory", place.resolve("a").resolve("b").toString()));
        wrongDirectory.open();
        assertTrue(await(UNAVAILABLE).problem().contains("or set directory in the configuration"));
        wrongDirectory.close();
        log.expect("set directory");

        StoreComponent wrongMode = component(Map.of("synchronous", "maybe"));
        wrongMode.open();
        assertTrue(await(UNAVAILABLE).problem().contains("synchronous is \"maybe\"; it must be FULL or NORMAL"));
        wrongMode.close();
        log.expect("synchronous");

        StoreComponent wrongPlace = component(Map.of("keep", "cloud"));
        wrongPlace.open();
        assertTrue(await(UNAVAILABLE).problem().contains("it must be DISK or MEMORY"));
        wrongPlace.close();
        log.expect("keep");
    }
}
