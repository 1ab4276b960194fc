// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.chatdock.api.connection.CredentialSource;
import org.chatdock.api.connection.Credentials;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.Admission;
import org.chatdock.api.sending.Outbox;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.StoreMaintenance;
import org.chatdock.simulator.Gateway;
import org.chatdock.simulator.Send;
import org.chatdock.simulator.SendFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** What the agent sends, kept by the real store and sent to the simulator. */
class OutboxTest {
    private static final ConversationId WANG = new ConversationId("wm1001");
    private static final ConversationId CHEN = new ConversationId("wm1002");
    private static final String SENDING = "org.chatdock.sending";
    private static final String KEY = "Idempotency-Key";
    /** Longer than a test takes, shorter than a message is tried. */
    private static final Duration LATER = Duration.ofSeconds(25);

    /** If it were too short, the send would ask first, and the line share its answer. */
    private static final Duration WHILE_THE_LINE_ASKS = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    @Test
    void whatWaitsSurvivesTheEndOfItsBundlesAndLeavesOnceAndInOrder() throws Exception {
        try (Gateway gateway = gateway(false); House house = new House(directory, gateway)) {
            configure(house, gateway, "");
            gateway.faults().failSends(429, null, LATER);
            List<OutboxEntry> taken = new ArrayList<>(put(house, WANG, "one", "two"));
            taken.addAll(put(house, CHEN, "first"));
            taken.addAll(put(house, WANG, "three"));
            house.await(() -> gateway.state().sends() == 2 && states(house).equals(List.of(SendState.WAITING)),
                    "two tries");

            house.stop(SENDING);
            assertFalse(house.has(Outbox.class));
            house.start(SENDING);
            house.await(() -> house.has(Outbox.class) && ids(outbox(house).entries()).equals(ids(taken)),
                    "what was kept, in order");
            house.await(() -> gateway.state().sends() == 4 && states(house).equals(List.of(SendState.WAITING)),
                    "two more tries");

            house.stop("org.chatdock.store");
            assertFalse(house.has(Outbox.class));
            gateway.faults().acceptSends();
            house.start("org.chatdock.store");
            house.await(() -> house.has(Outbox.class) && house.hasStore()
                    && gateway.sends().stream().filter(Send::accepted).count() == 4 && house.store().size() == 4
                    && outbox(house).entries().isEmpty(), "an end of the waiting");

            assertEquals(List.of("one", "two", "three"), contents(house, WANG));
            assertEquals(List.of("first"), contents(house, CHEN));
            assertEquals(accepted(gateway, WANG), List.of(id(taken, 0), id(taken, 1), id(taken, 3)));
            assertEquals(accepted(gateway, CHEN), List.of(id(taken, 2)));
            assertEquals(8, gateway.state().sends());
        }
    }

    @Test
    void aLostAnswerIsSettledByTheEcho() throws Exception {
        try (Gateway gateway = gateway(true); House house = new House(directory, gateway)) {
            configure(house, gateway, "ClientMsgId");
            gateway.faults().fallSilent();
            gateway.faults().nextSends(1, new SendFault.CutUnanswered());
            put(house, WANG, "once");
            house.await(() -> states(house).equals(List.of(SendState.UNKNOWN)), "doubt");
            assertEquals(0, house.store().size());

            gateway.faults().speakAgain();
            house.await(() -> outbox(house).entries().isEmpty(), "an end of the doubt");

            assertTheGatewaysOneMessageIsStored(gateway, house);
        }
    }

    @Test
    void aLostAnswerIsSettledByTheHistory() throws Exception {
        try (Gateway gateway = gateway(false);
                Settings history = new Settings("org.chatdock.history",
                        Map.of("historyUrl", gateway.historyUri().toString()));
                House house = new House(directory, gateway)) {
            configure(house, gateway, "");
            gateway.faults().failHistory(503);
            gateway.faults().nextSends(1, new SendFault.CutUnanswered());
            put(house, WANG, "once");
            house.await(() -> states(house).equals(List.of(SendState.UNKNOWN)), "doubt");
            assertEquals(0, house.store().size());

            gateway.faults().giveHistory();
            house.await(() -> outbox(house).entries().isEmpty(), "an end of the doubt");

            assertTheGatewaysOneMessageIsStored(gateway, house);
        }
    }

    @Test
    void whatDidNotArriveIsSentByARetryWithOneMoreRequestUnderTheSameKey() throws Exception {
        try (Gateway gateway = gateway(false); House house = new House(directory, gateway)) {
            configure(house, gateway, "");
            gateway.faults().nextSends(1, new SendFault.CutUnread());
            OutboxEntry entry = put(house, WANG, "again").get(0);
            house.await(() -> states(house).equals(List.of(SendState.UNKNOWN)), "doubt");
            assertEquals(1, gateway.state().sends());

            assertTrue(now(outbox(house).retry(entry.id())));
            house.await(() -> outbox(house).entries().isEmpty(), "an end of the doubt");

            assertFalse(now(outbox(house).retry(entry.id())));
            assertEquals(List.of(entry.id().value(), entry.id().value()),
                    gateway.sends().stream().map(send -> send.headers().get("idempotency-key")).toList());
            assertEquals(List.of("again"), contents(house, WANG));
        }
    }

    @Test
    void theLineAndTheSendCallRenewTheCredentialsOnce() throws Exception {
        Source source = new Source();
        ServiceRegistration<?> registration = FrameworkUtil.getBundle(OutboxTest.class).getBundleContext()
                .registerService(CredentialSource.class, source, null);
        try (Gateway gateway = gateway(false); House house = new House(directory, gateway)) {
            configure(house, gateway, "");
            gateway.faults().failSends(401, null);
            gateway.faults().delaySends(WHILE_THE_LINE_ASKS);
            put(house, WANG, "who am I");
            house.await(() -> gateway.state().sends() == 1, "a send with the credentials of yesterday");
            gateway.faults().refuseSockets(401, Duration.ZERO);
            gateway.faults().cutSockets();
            house.await(() -> source.renewals.get() > 0, "a refusal of the line");

            gateway.faults().acceptSockets();
            gateway.faults().acceptSends();
            gateway.faults().delaySends(Duration.ZERO);
            source.better.complete(new Credentials("demo", "lin", "renewed"));
            house.await(() -> house.isUp() && outbox(house).entries().isEmpty(), "the line, and the message sent");

            assertEquals(1, source.renewals.get());
            assertEquals(2, gateway.state().sends());
            assertEquals(List.of("who am I"), contents(house, WANG));
        } finally {
            registration.unregister();
        }
    }

    @Test
    void deletingACustomerForgetsWhatWaitsForThem() throws Exception {
        try (Gateway gateway = gateway(false); House house = new House(directory, gateway)) {
            configure(house, gateway, "");
            gateway.faults().failSends(429, null, LATER);
            put(house, WANG, "one", "two");
            List<OutboxEntry> others = put(house, CHEN, "first");
            house.await(() -> gateway.state().sends() == 2 && states(house).equals(List.of(SendState.WAITING)),
                    "two tries");

            now(house.service(StoreMaintenance.class).deleteCustomer(WANG));
            house.await(() -> ids(outbox(house).entries()).equals(ids(others)), "only the other customer's");
            house.stop(SENDING);
            gateway.faults().acceptSends();
            house.start(SENDING);
            house.await(() -> house.store().size() == 1, "the other customer's message");

            house.await(() -> outbox(house).entries().isEmpty(), "nothing that waits");
            assertEquals(List.of(), accepted(gateway, WANG));
            assertEquals(List.of(), contents(house, WANG));
            assertEquals(List.of("first"), contents(house, CHEN));
        }
    }

    /** Knows better credentials when the test says so. */
    private static final class Source implements CredentialSource {
        private final AtomicInteger renewals = new AtomicInteger();
        private final CompletableFuture<Credentials> better = new CompletableFuture<>();

        @Override
        public CompletionStage<Credentials> credentials() {
            return CompletableFuture.completedStage(
                    better.getNow(new Credentials("demo", "lin", "of-yesterday")));
        }

        @Override
        public CompletionStage<Credentials> refresh(Credentials refused) {
            renewals.incrementAndGet();
            return better;
        }
    }

    private static Gateway gateway(boolean echo) throws Exception {
        return Gateway.builder().echo(echo).start();
    }

    /** @param echoKey where the gateway's messages carry our id; empty: nowhere */
    private static void configure(House house, Gateway gateway, String echoKey) throws Exception {
        house.configure(SENDING, Map.of("apiUrl", gateway.sendUri().toString(), "idempotencyHeader", KEY, "echoKey",
                echoKey));
        // The outbox of before may be there still; a service bears its configuration.
        String ours = "(idempotencyHeader=" + KEY + ")";
        house.await(() -> !house.context.getServiceReferences(Outbox.class, ours).isEmpty(), "the outbox");
    }

    private static Outbox outbox(House house) {
        return house.service(Outbox.class);
    }

    private static <T> T now(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(House.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static List<OutboxEntry> put(House house, ConversationId to, String... contents) throws Exception {
        List<Outgoing> parts = new ArrayList<>();
        for (String content : contents) {
            parts.add(Outgoing.text(to, content));
        }
        return assertInstanceOf(Admission.Taken.class, now(outbox(house).put(parts, null))).entries();
    }

    /** Each once. */
    private static List<SendState> states(House house) {
        return outbox(house).entries().stream().map(OutboxEntry::state).distinct().toList();
    }

    private static List<String> ids(List<OutboxEntry> entries) {
        return entries.stream().map(entry -> entry.id().value()).toList();
    }

    private static String id(List<OutboxEntry> entries, int index) {
        return ids(entries).get(index);
    }

    /** Our ids of what the gateway has, in the order in which it came. */
    private static List<String> accepted(Gateway gateway, ConversationId to) {
        return gateway.sends().stream().filter(Send::accepted)
                .filter(send -> send.body().contains("\"To\":\"" + to.value() + "\"")).map(Send::clientId).toList();
    }

    private static List<String> contents(House house, ConversationId conversation) {
        return house.messages(conversation).stream().map(stored -> stored.message().content()).toList();
    }

    private static void assertTheGatewaysOneMessageIsStored(Gateway gateway, House house) {
        assertEquals(1, gateway.state().sends());
        assertEquals(1, house.store().size());
        assertEquals(gateway.sends().get(0).messageId(), house.messages(WANG).get(0).message().id().value());
        assertEquals(List.of("once"), contents(house, WANG));
    }
}
