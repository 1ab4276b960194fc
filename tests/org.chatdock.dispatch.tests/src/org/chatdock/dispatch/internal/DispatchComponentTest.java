// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.testkit.RecordingLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

class DispatchComponentTest {
    private final RecordingLogger log = new RecordingLogger();
    /** As DS would give it, with the defaults. */
    private final DispatchConfiguration configuration = (DispatchConfiguration) Proxy.newProxyInstance(
            DispatchConfiguration.class.getClassLoader(), new Class<?>[] { DispatchConfiguration.class },
            (proxy, method, arguments) -> method.getDefaultValue());
    private final DispatchComponent component = new DispatchComponent(configuration, log.logger());

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
        ServiceReference<MessageHandler> first = Fakes.reference(1, 0, null);
        component.bindHandler(first, Fakes.handler("a"));
        component.bindHandler(Fakes.reference(2, 0, null), Fakes.handler("b"));
        assertEquals(List.of("a", "b"), acknowledged());

        component.updatedHandler(first, Fakes.handler("renamed"));
        assertEquals(List.of("renamed", "b"), acknowledged());
        component.unbindHandler(first);

        assertEquals(List.of("b"), acknowledged());
    }

    @Test
    void byDefaultAFallbackIsNotAcknowledged() throws Exception {
        component.bindFallback(Fakes.reference(1, 0, true));
        component.bindHandler(Fakes.reference(1, 0, true), Fakes.handler("unknown"));

        assertEquals(List.of(), acknowledged());
    }
}
