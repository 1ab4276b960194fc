// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.sending.AttachmentUpload;
import org.chatdock.api.sending.ConversationTransfer;
import org.chatdock.api.sending.ConversationTransfer.Kind;
import org.chatdock.api.sending.ConversationTransfer.Target;
import org.chatdock.api.sending.MessageRecall;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.QuickReply;
import org.chatdock.api.sending.QuickReplySource;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.ServiceException;
import org.chatdock.api.sending.UploadFile;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.simulator.Gateway;
import org.chatdock.simulator.Transfer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway may offer besides sending: there while it is configured, and it does what it says. */
class CapabilitiesTest {
    private static final ConversationId WANG = new ConversationId("wm1001");
    private static final String UPLOAD = "org.chatdock.upload";
    private static final String RECALL = "org.chatdock.recall";
    private static final String TRANSFER = "org.chatdock.transfer";

    @TempDir
    Path directory;

    @Test
    void eachIsThereExactlyWhileItIsConfigured() throws Exception {
        try (Gateway gateway = gateway(); House house = new House(directory, gateway)) {
            assertOffered(house, false, false, false);
            try (Settings upload = upload(gateway)) {
                assertOffered(house, true, false, false);
                try (Settings recall = recall(gateway); Settings transfer = transfer(gateway)) {
                    assertOffered(house, true, true, true);
                }
                assertOffered(house, true, false, false);
            }
            assertOffered(house, false, false, false);
        }
    }

    private static void assertOffered(House house, boolean upload, boolean recall, boolean transfer) {
        assertEquals(List.of(upload, recall, transfer), List.of(house.has(AttachmentUpload.class),
                house.has(MessageRecall.class), house.has(ConversationTransfer.class)));
    }

    @Test
    void aPictureIsServedByTheGatewayAsItWasAndItsAddressIsSent() throws Exception {
        byte[] bytes = bytes(100_000);
        AtomicLong gone = new AtomicLong();
        try (Gateway gateway = gateway(); House house = new House(directory, gateway);
                Settings upload = upload(gateway)) {
            Attachment attachment = now(house.service(AttachmentUpload.class)
                    .start(picture(bytes), gone::set).result());

            assertEquals(1, gateway.uploads().size());
            assertEquals(bytes.length, gone.get());
            assertEquals(gateway.uploads().get(0).address().toString(), attachment.pictureUrl());
            assertArrayEquals(bytes, HttpClient.newHttpClient().send(
                    HttpRequest.newBuilder(URI.create(attachment.pictureUrl())).build(), BodyHandlers.ofByteArray())
                    .body());
            assertInstanceOf(SendOutcome.Sent.class,
                    now(house.sender().send(new Outgoing(WANG, MessageType.IMAGE, "", attachment))));
            assertTrue(gateway.sends().get(0).body().contains("\"KfPicUrl\":\"" + attachment.pictureUrl() + "\""));
        }
    }

    @Test
    void aPictureThatIsTooLargeForTheGatewayFailsInItsOwnWords() throws Exception {
        try (Gateway gateway = Gateway.builder().token(House.TOKEN).largestUpload(1_000).start();
                House house = new House(directory, gateway); Settings upload = upload(gateway)) {
            ExecutionException failure = assertThrows(ExecutionException.class, () -> now(house
                    .service(AttachmentUpload.class).start(picture(bytes(1_001)), sent -> { }).result()));

            assertEquals("文件不能超过 1000 字节 (a file is 1000 bytes at most)",
                    assertInstanceOf(ServiceException.class, failure.getCause()).serviceText());
            assertEquals(List.of(), gateway.uploads());
        }
    }

    @Test
    void aMessageThatIsTakenBackBecomesARecalledOne() throws Exception {
        try (Gateway gateway = gateway(); House house = new House(directory, gateway);
                Settings recall = recall(gateway)) {
            Message sent = assertInstanceOf(SendOutcome.Sent.class,
                    now(house.sender().send(Outgoing.text(WANG, "oops")))).message();
            MessageRecall service = house.service(MessageRecall.class);
            assertTrue(service.canRecall(sent));

            now(service.recall(sent));
            house.await(() -> house.store().find(sent.id()).orElseThrow().recalled(), "a recalled message");

            StoredMessage stored = house.store().find(sent.id()).orElseThrow();
            assertEquals("", stored.message().content());
            assertEquals(1, house.messages(WANG).stream().filter(StoredMessage::recalled).count());
        }
    }

    @Test
    void aConversationIsHandedOverToOneOfThoseWhoCouldTakeIt() throws Exception {
        try (Gateway gateway = gateway(); House house = new House(directory, gateway);
                Settings transfer = transfer(gateway)) {
            ConversationTransfer service = house.service(ConversationTransfer.class);
            List<Target> targets = now(service.targets(WANG));
            assertEquals(List.of(new Target("lily", "客服莉莉", Kind.AGENT, true),
                    new Target("chen", "陈主管", Kind.AGENT, false),
                    new Target("after-sales", "售后组", Kind.TEAM, true)), targets);

            now(service.transfer(WANG, targets.get(0), "wants a refund"));

            assertEquals(1, gateway.transfers().size());
            Transfer made = gateway.transfers().get(0);
            assertEquals(List.of("wm1001", "lily", "wants a refund"),
                    List.of(made.conversation(), made.target(), made.note()));
            ExecutionException failure = assertThrows(ExecutionException.class,
                    () -> now(service.transfer(WANG, targets.get(1), "")));
            assertEquals("陈主管 暂时不能接待 (not available now)",
                    assertInstanceOf(ServiceException.class, failure.getCause()).serviceText());
        }
    }

    @Test
    void theFilesOfQuickRepliesGiveTheirReplies() throws Exception {
        Path own = Files.writeString(directory.resolve("own.json"), """
                [ {"name": "hours", "title": "Opening hours", "text": "Dear {customer.name}, from 9 to 5."} ]
                """);
        Path shared = Files.writeString(directory.resolve("shared.json"), """
                [ {"name": "地图", "parts": [ {"text": "我们在这里："}, {"picture": "https://shop.example/map.png"} ]} ]
                """);
        try (Gateway gateway = gateway(); House house = new House(directory, gateway);
                Settings files = new Settings("org.chatdock.quickreplies",
                        Map.of("ownFile", own.toString(), "sharedFile", shared.toString()))) {
            assertEquals(List.of(
                    new QuickReply("hours", "Opening hours",
                            List.of(text("Dear {customer.name}, from 9 to 5.")), false),
                    new QuickReply("地图", "", List.of(text("我们在这里："), new QuickReply.Part(MessageType.IMAGE, "",
                            new Attachment("https://shop.example/map.png", "", ""))), true)),
                    now(house.service(QuickReplySource.class).replies()));

            Files.writeString(own, "[ {\"name\": \"bye\", \"text\": \"Goodbye.\"} ]");
            assertEquals(List.of("bye", "地图"), now(house.service(QuickReplySource.class).replies()).stream()
                    .map(QuickReply::name).toList());
            Files.delete(shared);
            assertFalse(now(house.service(QuickReplySource.class).replies()).stream().anyMatch(QuickReply::shared));
        }
    }

    private static QuickReply.Part text(String text) {
        return new QuickReply.Part(MessageType.TEXT, text, Attachment.NONE);
    }

    private static Gateway gateway() throws Exception {
        return Gateway.builder().token(House.TOKEN).start();
    }

    private static Settings upload(Gateway gateway) throws Exception {
        return new Settings(UPLOAD, Map.of("url", gateway.uploadUri().toString()));
    }

    private static Settings recall(Gateway gateway) throws Exception {
        return new Settings(RECALL, Map.of("url", gateway.recallUri().toString()));
    }

    private static Settings transfer(Gateway gateway) throws Exception {
        return new Settings(TRANSFER,
                Map.of("url", gateway.transferUri().toString(), "targetsUrl", gateway.agentsUri().toString()));
    }

    private static UploadFile picture(byte[] bytes) {
        return new UploadFile("box.png", "image/png", true, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private static <T> T now(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(House.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
