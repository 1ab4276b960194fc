// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.simulator.Gateway;
import org.chatdock.simulator.Script;
import org.chatdock.simulator.Send;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendingTest {
    private static final ConversationId WANG = new ConversationId("wm1001");

    @TempDir
    Path directory;

    @Test
    void aReplyArrivesWithTheSeedsBodyAndJoinsItsConversation() throws Exception {
        try (Gateway gateway = gateway(Script.empty()); House house = new House(directory, gateway)) {
            SendOutcome.Sent sent = assertInstanceOf(SendOutcome.Sent.class,
                    send(house, Outgoing.text(WANG, "  在的，“马上”发货 👍\n谢谢 ")));

            Send send = gateway.sends().get(0);
            assertEquals("{\"To\":\"wm1001\",\"FromType\":\"agent\",\"From\":\"demo_lin\","
                    + "\"Content\":\"在的，“马上”发货 👍\\n谢谢\","
                    + "\"MsgType\":\"text\",\"KfFileUrl\":\"\"}", send.body());
            assertTrue(send.tokenMatched());
            assertEquals("demo", send.headers().get("corpid"));
            assertEquals(send.messageId(), sent.message().id().value());
            Message stored = house.messages(WANG).get(0).message();
            assertEquals(sent.message(), stored);
            assertEquals(SenderType.AGENT, stored.fromType());
            assertEquals("demo_lin", stored.from());
            assertEquals("在的，“马上”发货 👍\n谢谢", stored.content());
        }
    }

    @Test
    void anAttachmentTravelsWithoutText() throws Exception {
        try (Gateway gateway = gateway(Script.empty()); House house = new House(directory, gateway)) {
            assertInstanceOf(SendOutcome.Sent.class,
                    send(house, new Outgoing(WANG, "image", " ", new Attachment("https://p", "https://f", "m1"))));

            assertEquals("{\"To\":\"wm1001\",\"FromType\":\"agent\",\"From\":\"demo_lin\","
                    + "\"Content\":\"\",\"MsgType\":\"image\","
                    + "\"KfPicUrl\":\"https://p\",\"KfFileUrl\":\"https://f\",\"MediaId\":\"m1\"}",
                    gateway.sends().get(0).body());
        }
    }

    @Test
    void theCustomersAnswerComesBackAndIsAcknowledged() throws Exception {
        Script script = Script.shipped("hello");
        int scripted = script.messageIds().size();
        try (Gateway gateway = gateway(script); House house = new House(directory, gateway)) {
            assertTrue(gateway.await(state -> state.ackedIds() == scripted, House.PATIENCE));

            send(house, Outgoing.text(WANG, "今天就发"));

            assertTrue(gateway.await(state -> state.ackedIds() == scripted + 1, House.PATIENCE));
            assertEquals(List.of("你好，请问有人吗？", "我想问一下昨天下的订单什么时候发货", "今天就发", "好的，谢谢！"),
                    house.messages(WANG).stream().map(each -> each.message().content()).toList());
        }
    }

    @Test
    void anEchoOfAReplyIsAcknowledgedAndNotShownTwice() throws Exception {
        try (Gateway gateway = Gateway.builder().token(House.TOKEN).echo(true).start();
                House house = new House(directory, gateway)) {
            send(house, Outgoing.text(WANG, "once"));

            assertTrue(gateway.awaitAcks(1, House.PATIENCE));
            assertEquals(1, house.store().size());
        }
    }

    @Test
    void aRefusedSendTellsTheServicesOwnWordsAndStoresNothing() throws Exception {
        try (Gateway gateway = gateway(Script.empty()); House house = new House(directory, gateway)) {
            gateway.faults().failSends(500, "余额不足");
            assertEquals(new SendOutcome.Refused(SendOutcome.Reason.SERVICE, "余额不足"),
                    send(house, Outgoing.text(WANG, "a")));
            gateway.faults().failSends(502, null);
            assertEquals(new SendOutcome.Refused(SendOutcome.Reason.SERVICE, ""),
                    send(house, Outgoing.text(WANG, "b")));
            assertEquals(0, house.store().size());

            gateway.faults().acceptSends();
            assertInstanceOf(SendOutcome.Sent.class, send(house, Outgoing.text(WANG, "c")));
            assertEquals(1, house.store().size());
        }
    }

    @Test
    void anEmptyMessageIsRefusedWithoutARequest() throws Exception {
        try (Gateway gateway = gateway(Script.empty()); House house = new House(directory, gateway)) {
            assertEquals(new SendOutcome.Refused(SendOutcome.Reason.EMPTY, ""),
                    send(house, Outgoing.text(WANG, " \n\t")));
            assertEquals(0, gateway.state().sends());
        }
    }

    @Test
    void withoutAServiceTheMessageIsUnreachable() throws Exception {
        try (Gateway gateway = gateway(Script.empty()); House house = new House(directory, gateway)) {
            gateway.close();
            assertEquals(new SendOutcome.Refused(SendOutcome.Reason.UNREACHABLE, ""),
                    send(house, Outgoing.text(WANG, "anybody there?")));
        }
    }

    private static SendOutcome send(House house, Outgoing message) throws Exception {
        return house.sender().send(message).toCompletableFuture().get(House.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static Gateway gateway(Script script) throws Exception {
        return Gateway.builder().script(script).pace(0).token(House.TOKEN).start();
    }
}
