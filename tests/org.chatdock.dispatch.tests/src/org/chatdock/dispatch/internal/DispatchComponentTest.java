// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.chatdock.api.dispatch.HandlerHealth.State;
import org.chatdock.api.dispatch.LateAcknowledger;
import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.MessageId;
import org.chatdock.testkit.RecordingLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

class DispatchComponentTest {
    private final RecordingLogger log = new RecordingLogger();
    /** As DS would give it, with the defaults. */
    private final DispatchConfiguration configuration = (DispatchConfiguration) Proxy.newProxyInstance(
            DispatchConfiguration.class.getClassLoader(), new Class<?>[] { DispatchConfiguration.class },
            (proxy, method, arguments) -> method.getDefaultValue());
    private final List<String> late = new CopyOnWriteArrayList<>();
    private final AtomicInteger got = new AtomicInteger();
    /** Has one service: a line that notes what it acknowledges. */
    private final BundleContext context = (BundleContext) Proxy.newProxyInstance(
            BundleContext.class.getClassLoader(), new Class<?>[] { BundleContext.class },
            (proxy, method, arguments) -> switch (method.getName()) {
                case "getService" -> {
                    got.incrementAndGet();
                    yield (LateAcknowledger) (message, name) -> late.add(message.id() + " " + name);
                }
                case "ungetService" -> got.decrementAndGet() >= 0;
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> 1;
                default -> throw new UnsupportedOperationException(method.toString());
            });
    private final DispatchComponent component = new DispatchComponent(context, configuration, log.logger());

    @AfterEach
    void stop() {
        component.stop();
        log.assertNoErrors();
    }

    private List<String> acknowledged() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        FakeDelivery delivery = new FakeDelivery("ann", "1") {
            @Override
            public void done() {
                done.countDown();
            }
        };
        component.accept(delivery);
        assertTrue(done.await(60, TimeUnit.SECONDS));
        return delivery.acknowledgements();
    }

    @Test
    void handlersComeChangeTheirRankingAndGoWhileMessagesArrive() throws Exception {
        ServiceReference<MessageHandler> first = Fakes.reference(1, 0, Map.of());
        component.bindHandler(first, Fakes.handler("a"));
        component.bindHandler(Fakes.reference(2, 0, Map.of()), Fakes.handler("b"));
        assertEquals(List.of("a", "b"), acknowledged());

        component.updatedHandler(first, Fakes.handler("renamed"));
        assertEquals(List.of("renamed", "b"), acknowledged());
        component.unbindHandler(first);

        assertEquals(List.of("b"), acknowledged());
    }

    @Test
    @SuppressWarnings("unchecked") // one reference serves as another
    void theLineIsAskedForOnlyWhenThereIsSomethingToAcknowledgeLate() throws Exception {
        Signal signal = new Signal();
        HeldStore store = new HeldStore(signal, Runnable::run);
        ServiceReference<LateAcknowledger> line = (ServiceReference<LateAcknowledger>) (Object) Fakes.reference(7);
        component.bindLine(line);
        component.bindStore(store);
        component.bindHandler(Fakes.reference(1, 0, true),
                Fakes.handler("unknown", message -> Outcome.handled(store.appendUnknown(message))));
        assertEquals(List.of(), acknowledged());
        assertEquals(0, got.get());

        component.bindHandler(Fakes.reference(2), Fakes.handler("late"));
        signal.await("the message to be understood", () -> store.unknown(0, 1).isEmpty());
        component.unbindStore(store);
        component.unbindLine(line);
        component.stop();

        assertEquals(List.of("1 late"), late);
        assertEquals(0, got.get(), "given back");
    }

    @Test
    void whatTheRegistryDecidesIsTheDispatchers() throws Exception {
        component.bindHandler(Fakes.reference(1), Fakes.handler("a"));
        assertEquals(State.ACTIVE, component.handlers().get(0).state());
        assertFalse(component.release("a"));
        assertTrue(component.disable("a"));

        assertEquals(List.of(), acknowledged());

        assertTrue(component.enable("a"));
        assertEquals(List.of("a"), acknowledged());
        assertEquals(List.of(), component.quarantine());
        assertFalse(component.retry(new MessageId("1"), "a"));
    }

    @Test
    void aHandlerThatHangsIsSeenWithoutAnyFurtherMessage() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        component.bindHandler(Fakes.reference(1), Fakes.handler("slow", message -> {
            while (log.warnings().isEmpty()) {
                Thread.onSpinWait();
            }
            release.countDown();
            return Outcome.handled();
        }));

        assertEquals(List.of("slow"), acknowledged());

        assertEquals(0, release.getCount());
        assertTrue(log.warnings().get(0).startsWith("The message handler 'slow' of bundle-1 has been busy"));
    }

    @Test
    void byDefaultAFallbackIsNotAcknowledged() throws Exception {
        component.bindFallback(Fakes.reference(1, 0, true));
        component.bindHandler(Fakes.reference(1, 0, true), Fakes.handler("unknown"));

        assertEquals(List.of(), acknowledged());
    }
}
