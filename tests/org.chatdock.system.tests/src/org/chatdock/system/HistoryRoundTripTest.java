// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.connection.HistoryPage;
import org.chatdock.api.connection.HistorySource;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.simulator.Gateway;
import org.chatdock.simulator.Script;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/** The configured history asks the simulator; nobody else asks. */
class HistoryRoundTripTest {
    private static final int PAGE = 50;

    private ServiceTracker<HistorySource, HistorySource> sources;

    @BeforeEach
    void open() {
        BundleContext context = FrameworkUtil.getBundle(HistoryRoundTripTest.class).getBundleContext();
        sources = new ServiceTracker<>(context, HistorySource.class, null);
        sources.open();
    }

    @AfterEach
    void close() {
        sources.close();
    }

    private static Settings account(String token) throws Exception {
        return new Settings("org.chatdock.account", Map.of("corpId", "demo", "userId", "lin", "token", token));
    }

    private static Settings history(Gateway gateway, String credentialsIn) throws Exception {
        return new Settings("org.chatdock.history", Map.of("historyUrl", gateway.historyUri().toString(), "pageSize",
                PAGE, "credentialsIn", credentialsIn));
    }

    private HistoryPage page(Map<ConversationId, MessageId> known, String after) throws Exception {
        return sources.waitForService(House.PATIENCE.toMillis()).missed(known, after).toCompletableFuture()
                .get(House.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private List<Message> all(Map<ConversationId, MessageId> known) throws Exception {
        HistoryPage page = page(known, null);
        List<Message> all = new ArrayList<>(page.messages());
        while (page.next() != null) {
            page = page(known, page.next());
            all.addAll(page.messages());
        }
        return all;
    }

    private static List<String> ids(List<Message> messages) {
        return messages.stream().map(each -> each.id().value()).toList();
    }

    @Test
    void everyMessageOfTheScriptIsGivenOnceInPages() throws Exception {
        Script script = Script.shipped("service-desk");
        try (Gateway gateway = Gateway.builder().script(script).pace(0).token(House.TOKEN).start();
                Settings account = account(House.TOKEN); Settings history = history(gateway, "HEADER")) {
            List<Message> all = all(Map.of());

            assertEquals(script.messageIds().size(), all.size());
            assertEquals(new TreeSet<>(script.messageIds()), new TreeSet<>(ids(all)));
            assertEquals((all.size() + PAGE - 1) / PAGE, gateway.state().historyCalls());

            ConversationId conversation = all.get(100).conversation();
            List<Message> rest = all(Map.of(conversation, all.get(100).id()));
            List<Message> expected = new ArrayList<>(all);
            expected.removeAll(all.subList(0, 101).stream().filter(each -> each.conversation().equals(conversation))
                    .toList());
            assertTrue(expected.size() < all.size() - 1);
            // Not the messages: one that tells no time is of whenever it was read.
            assertEquals(ids(expected), ids(rest));
        }
    }

    @Test
    void idsAreThoseOfTheSocketWhetherNumbersOrNone() throws Exception {
        String nameless = "{ \"GroupId\":9007199254740993,\"Content\":\"无 id\" ,\"MsgTime\":1763800000}";
        try (Gateway gateway = Gateway.builder().token(House.TOKEN).start(); Settings account = account(House.TOKEN);
                Settings history = history(gateway, "QUERY")) {
            gateway.push("{\"MsgId\":-9007199254740993,\"GroupId\":9007199254740993,\"MsgTime\":\"1763800000\"}");
            gateway.push(nameless);

            List<Message> all = all(Map.of());

            String digest = HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(nameless.getBytes(StandardCharsets.UTF_8)));
            assertEquals(List.of("-9007199254740993", MessageId.derived(digest).value()), ids(all));
            ConversationId conversation = new ConversationId("9007199254740993");
            assertEquals(conversation, all.get(1).conversation());
            assertEquals(all.subList(1, 2), all(Map.of(conversation, all.get(0).id())));
            assertEquals(all, all(Map.of(conversation, all.get(1).id())));
        }
    }

    @Test
    void wrongCredentialsAndAFailingGatewayAreToldApart() throws Exception {
        try (Gateway gateway = Gateway.builder().token(House.TOKEN).start()) {
            try (Settings account = account("wrong"); Settings history = history(gateway, "HEADER")) {
                assertTrue(failure().contains("does not accept the credentials (HTTP 401)"));
            }
            try (Settings account = account(House.TOKEN); Settings history = history(gateway, "HEADER")) {
                gateway.faults().failHistory(500);
                assertTrue(failure().contains("failed (HTTP 500)"));
                gateway.faults().giveHistory();
                assertEquals(List.of(), all(Map.of()));
            }
        }
    }

    private String failure() {
        return assertThrows(ExecutionException.class, () -> page(Map.of(), null)).getCause().getMessage();
    }
}
