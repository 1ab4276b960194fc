// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import static org.chatdock.sending.internal.Bench.ANN;
import static org.chatdock.sending.internal.Bench.TEXT;
import static org.chatdock.sending.internal.Bench.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.connection.SignIn;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendHealth;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendOutcome.Refused;
import org.chatdock.api.sending.SendOutcome.Sent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SendingComponentTest {
    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    private final RecordedStore store = new RecordedStore();

    private SendingComponent component(Configured configured) {
        return new SendingComponent(configured.configuration(), store, new KeptEntries(store), log.logger());
    }

    private static SendOutcome send(SendingComponent component, String text) throws Exception {
        return await(component.send(Outgoing.text(ANN, text)));
    }

    @Test
    void sendsWithWhoeverIsSignedInNow() throws Exception {
        try (Gateway gateway = new Gateway()) {
            SendingComponent component = component(Configured.with(gateway.url("/")));
            component.start();
            assertEquals(new Refused(Reason.NOT_CONFIGURED, ""), send(component, TEXT));

            component.bindSignIn(Bench.of(new Credentials("corp", "agent", RecordedLog.SECRET)));

            assertInstanceOf(Sent.class, send(component, TEXT));
            component.stop();
            assertEquals(new Refused(Reason.NOT_STORED, ""), send(component, TEXT));
        }
    }

    @Test
    void withoutAnAddressItSaysSo() throws Exception {
        SendingComponent component = component(Configured.with(""));
        component.start();

        assertEquals(new Refused(Reason.NOT_CONFIGURED, ""), send(component, TEXT));
        assertEquals(new Refused(Reason.EMPTY, ""), send(component, "\u00A0"));

        component.stop();
    }

    @Test
    void aWrongAddressIsOneClearLineInTheLog() throws Exception {
        SendingComponent component = component(Configured.with("htp://host/x?token=" + RecordedLog.SECRET));
        component.start();

        assertEquals(new Refused(Reason.NOT_CONFIGURED, ""), send(component, TEXT));

        log.expectError("apiUrl is \"htp://host/x\"", "must be an http or https address",
                "Nothing can be sent until that is corrected.");
        component.stop();
    }

    @Test
    void withoutAnAddressWhatWasKeptIsShownAndCanBeGivenUp() throws Exception {
        KeptEntries kept = new KeptEntries(store);
        OutboxEntry waiting = OutboxEntry.waiting(ClientId.random(), new ClientId("first"), Outgoing.text(ANN, TEXT),
                Instant.now());
        kept.put(List.of(waiting), null);
        SendingComponent component = new SendingComponent(Configured.with("").configuration(), store, kept,
                log.logger());
        component.start();
        component.bindSignIn(Bench.of(new Credentials("corp", "agent", RecordedLog.SECRET)));

        assertEquals(Optional.of(waiting.message()),
                component.discard(waiting.id()).toCompletableFuture().get(60, TimeUnit.SECONDS));

        assertEquals(SendHealth.State.NOT_CONFIGURED, component.health().state());
        assertEquals(List.of(), kept.entries());
        component.stop();
    }

    /** Whatever it is that is not answered: the message, its leaving, its arrival. */
    @Test
    void itStopsWithinThreeSecondsIfTheStoreNeverAnswers() throws Exception {
        for (int answered = 0; answered < 3; answered++) {
            AtomicInteger left = new AtomicInteger(answered);
            CountDownLatch silent = new CountDownLatch(1);
            KeptEntries kept = new KeptEntries(store, commit -> {
                if (left.getAndDecrement() > 0) {
                    commit.run();
                } else {
                    silent.countDown();
                }
            });
            try (Gateway gateway = new Gateway()) {
                SendingComponent component = new SendingComponent(Configured.with(gateway.url("/")).configuration(),
                        store, kept, log.logger());
                component.start();
                component.bindSignIn(Bench.of(new Credentials("corp", "agent", RecordedLog.SECRET)));
                component.send(Outgoing.text(ANN, TEXT));
                assertTrue(silent.await(60, TimeUnit.SECONDS));

                CompletableFuture.runAsync(component::stop).get(3, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void itStopsWithinThreeSecondsIfTheStoreIsNeverRead() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        KeptEntries kept = new KeptEntries(store) {
            @Override
            public List<OutboxEntry> entries() {
                reading.countDown();
                boolean interrupted = false;
                while (never.getCount() > 0) {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return List.of();
            }
        };
        SendingComponent component = new SendingComponent(Configured.with("http://127.0.0.1:1/").configuration(),
                store, kept, log.logger());
        component.start();
        assertTrue(reading.await(60, TimeUnit.SECONDS));
        try {
            CompletableFuture.runAsync(component::stop).get(3, TimeUnit.SECONDS);
        } finally {
            never.countDown();
        }
    }

    @Test
    void whatWasKeptIsSentOnceSomebodySignsIn() throws Exception {
        try (Gateway gateway = new Gateway()) {
            KeptEntries kept = new KeptEntries(store);
            OutboxEntry waiting = OutboxEntry.waiting(new ClientId("id"), new ClientId("id"),
                    Outgoing.text(ANN, "kept"), Instant.now());
            kept.put(List.of(waiting), null);
            SendingComponent component = new SendingComponent(Configured.with(gateway.url("/")).configuration(),
                    store, kept, log.logger());
            component.start();
            SignIn other = Bench.of(Credentials.NONE);
            component.bindSignIn(Bench.of(new Credentials("corp", "agent", RecordedLog.SECRET)));
            component.unbindSignIn(other);

            assertTrue(gateway.received.poll(60, TimeUnit.SECONDS).body().contains("\"Content\":\"kept\""));
            assertEquals("kept", store.appended.poll(60, TimeUnit.SECONDS).content());
            component.stop();
        }
    }
}
